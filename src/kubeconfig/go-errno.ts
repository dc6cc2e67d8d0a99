import type { FileRead } from '../system/system.ts'

type Failed = Extract<FileRead, { readonly ok: false }>

const UNIX: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EISDIR: 'is a directory',
  ENOTDIR: 'not a directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'file name too long',
  EMFILE: 'too many open files',
  EIO: 'input/output error',
  ENXIO: 'no such device or address',
}

const WINDOWS: Readonly<Record<string, string>> = {
  ENOENT: 'The system cannot find the file specified.',
  EACCES: 'Access is denied.',
  EPERM: 'Access is denied.',
}

/** `open /x: no such file or directory`: a failed read as Go's fs.PathError prints it. */
export function goPathError(path: string, failed: Failed, platform: NodeJS.Platform): string {
  return `${failed.syscall} ${path}: ${errnoText(failed.code, platform)}`
}

/** What os.Stat says of a path that is not there; on Windows the call has another name. */
export function goStatError(path: string, platform: NodeJS.Platform): string {
  return `${platform === 'win32' ? 'CreateFile' : 'stat'} ${path}: ${errnoText('ENOENT', platform)}`
}

/** The text of syscall.Errno; an errno without an entry prints its name, which no Go does. */
export function errnoText(code: string, platform: NodeJS.Platform): string {
  return (platform === 'win32' ? WINDOWS[code] : undefined) ?? UNIX[code] ?? code
}
