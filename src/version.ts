declare const __TLSDOCTOR_VERSION__: string | undefined
declare const __TLSDOCTOR_HOMEPAGE__: string | null | undefined

/** The doctor's own version; the build puts package.json's in (`tools/bundle.ts`), a run from the sources says so. */
export const toolVersion: string =
  typeof __TLSDOCTOR_VERSION__ === 'string' ? __TLSDOCTOR_VERSION__ : '0.0.0-development'

/** Where the project lives, if the build was told (package.json `homepage`, `npm run package -- --homepage URL`). */
export const toolHomepage: string | null = typeof __TLSDOCTOR_HOMEPAGE__ === 'string' ? __TLSDOCTOR_HOMEPAGE__ : null
