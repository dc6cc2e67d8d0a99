import type { Report } from '../../report/report.ts'
import { type Lines, type Page, paragraph } from './page.ts'

/** What the system and other tools are told to use; a PAC script is only named. */
export function proxySettingLines(settings: NonNullable<Report['proxySettings']>, page: Page): Lines {
  return settings.flatMap((setting) => paragraph(page, settingText(setting), `  ${page.glyphs.bullet} `))
}

/** `http.proxy in /home/jane/.gitconfig line 3: http://proxy:8080`. */
export function settingText({ name, file, line, value, isPath }: NonNullable<Report['proxySettings']>[number]): string {
  const place = file === undefined ? '' : ` in ${file}${line === undefined ? '' : ` line ${line}`}`
  return `${name}${place}: ${value}${isPath ? '' : ' (a script or no proxy: neither fetched nor run)'}`
}
