import type { System } from '../system/system.ts'
import { poolCertificates } from './pem-certificates.ts'

/** crypto/x509 root_linux.go: the first file that can be read, and all files of these folders. */
const FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]
const DIRECTORIES = ['/etc/ssl/certs', '/etc/pki/tls/certs']

/** Bounds, far above what distributions ship: files in one folder, bytes in one file. */
const MAX_FILES = 2000
const MAX_BYTES = 8 * 1024 * 1024

export interface SystemRoots {
  /** DER, each once. */
  readonly certificates: readonly Uint8Array[]
  /** The files that gave any. */
  readonly files: readonly string[]
}

/**
 * The roots that Go loads on Linux: SSL_CERT_FILE replaces the list of files, SSL_CERT_DIR (colon separated) that of
 * folders; setting only one leaves the other's defaults. Models loadSystemRoots of crypto/x509 root_unix.go.
 * On macOS and Windows the platform's verifier decides and there is nothing to load.
 */
export function systemRoots(system: System): SystemRoots {
  if (system.platform === 'darwin' || system.platform === 'win32') return { certificates: [], files: [] }
  const file = system.env.SSL_CERT_FILE ?? ''
  const directories = system.env.SSL_CERT_DIR ?? ''
  const collected = new Map<string, Uint8Array>()
  const files: string[] = []
  // Distributions keep each certificate twice: in one file, and in one of its own.
  const known = (der: Uint8Array) => collected.has(Buffer.from(der).toString('latin1'))
  const add = (path: string, pem: Uint8Array): void => {
    const before = collected.size
    for (const der of poolCertificates(pem, known)) collected.set(Buffer.from(der).toString('latin1'), der)
    if (collected.size > before) files.push(path)
  }
  for (const candidate of file === '' ? FILES : [file]) {
    const read = system.readFile(candidate, { maxBytes: MAX_BYTES })
    if (!read.ok) continue
    add(candidate, read.bytes)
    break
  }
  for (const directory of directories === '' ? DIRECTORIES : directories.split(':')) {
    for (const name of (system.listDirectory(directory) ?? []).slice(0, MAX_FILES)) {
      const path = `${directory}/${name}`
      const read = system.readFile(path, { maxBytes: MAX_BYTES })
      if (read.ok) add(path, read.bytes)
    }
  }
  return { certificates: [...collected.values()], files }
}
