/** The doctor's own version; the build puts package.json's in (`tools/bundle.ts`), a run from the sources says so. */
declare const __TLSDOCTOR_VERSION__: string | undefined

export const toolVersion: string =
  typeof __TLSDOCTOR_VERSION__ === 'string' ? __TLSDOCTOR_VERSION__ : '0.0.0-development'
