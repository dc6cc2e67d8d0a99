import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:https'
import { basename, join } from 'node:path'
import { createAuthority, daysFrom } from '../../src/demo/authority.ts'
import { listen } from '../../src/demo/listen.ts'
import { issueCertificate } from '../../src/x509/issue.ts'

/** The place that a manifest says archives are downloaded from, on loopback. */
export interface ArchiveServer {
  /** Without a final slash; https. */
  readonly url: string
  /** Who signed its certificate. */
  readonly authority: string
  /** The paths that were asked for, in that order. */
  asked(): readonly string[]
  close(): Promise<void>
}

export async function serveArchives(folder: string): Promise<ArchiveServer> {
  const now = new Date()
  const authority = createAuthority({ commonName: 'archives' }, now)
  const certificate = issueCertificate({
    subject: { commonName: 'archives' },
    issuer: authority,
    sans: [{ type: 'ip', value: HOST }],
    extKeyUsage: ['serverAuth'],
    notBefore: daysFrom(now, -1),
    notAfter: daysFrom(now, 1),
  })
  const asked: string[] = []
  const server = createServer({ key: certificate.keyPem, cert: certificate.pem }, (request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const file = join(folder, basename(path))
    if (!existsSync(file)) response.writeHead(404).end()
    else createReadStream(file).pipe(response.writeHead(200))
  })
  const { port, close } = await listen(server, HOST, 0)
  return { url: `https://${HOST}:${port}`, authority: authority.pem, asked: () => asked, close }
}

const HOST = '127.0.0.1'
