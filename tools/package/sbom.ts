import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library'
import type { Metafile } from 'esbuild'
import { bundledPackages } from '../bundle/licenses.ts'

interface PackageJson {
  readonly name: string
  readonly version: string
  readonly license: string
}

/**
 * The bill of materials of an executable (CycloneDX 1.6, JSON): the program, every package that the bundle holds something
 * of, and the Node.js around it. Without a time and a serial number: the same build gives the same bytes.
 *
 * @param node the version of that Node.js
 */
export function sbom(root: string, metafile: Metafile, node: string): string {
  const bom = new Models.Bom({ version: 1 })
  bom.metadata.component = component(readPackage(root), Enums.ComponentType.Application)
  // One package may lie in several folders.
  const packages = [...bundledPackages(metafile)].map((folder) => readPackage(join(root, folder)))
  const once = new Map(packages.map((one) => [purlOf(one), one]))
  for (const one of once.values()) {
    const bundled = component(one, Enums.ComponentType.Library)
    bom.components.add(bundled)
    bom.metadata.component.dependencies.add(bundled.bomRef)
  }
  bom.components.add(nodeItself(node))
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`
}

function component(one: PackageJson, type: Enums.ComponentType): Models.Component {
  const purl = purlOf(one)
  const made = new Models.Component(type, one.name, { version: one.version, purl, bomRef: purl })
  made.licenses.add(new Models.SpdxLicense(one.license))
  return made
}

function purlOf({ name, version }: PackageJson): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

function nodeItself(version: string): Models.Component {
  const purl = `pkg:generic/node@${version}`
  return new Models.Component(Enums.ComponentType.Framework, 'node', { version, purl, bomRef: purl })
}

function readPackage(folder: string): PackageJson {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}
