/** A command that no test can run as it stands, why, and the test that shows the same otherwise. */
export interface NotRun {
  readonly command: string
  readonly reason: string
  readonly shownBy: string
}

export const notRun: readonly NotRun[] = [
  {
    command: 'npm ci',
    reason: 'these tests run on what it installed',
    shownBy: '.ci/run',
  },
  {
    command: 'npm test',
    reason: 'it would run itself',
    shownBy: '.ci/run',
  },
  {
    command: 'npm run package',
    reason: 'five executables of a hundred megabytes each',
    shownBy: 'test/package/executable.test.ts',
  },
  {
    command:
      'tar -xzf dist/packages/kubectl-tlsdoctor_v0.1.0_linux_amd64.tar.gz -C ~/.local/bin kubectl-tlsdoctor kubectl_complete-tlsdoctor',
    reason: 'the archive is made by npm run package',
    shownBy: 'test/package/archive.test.ts',
  },
  {
    command:
      'kubectl krew install --manifest=krew/tlsdoctor.yaml --archive=dist/packages/kubectl-tlsdoctor_v0.1.0_linux_amd64.tar.gz',
    reason: 'it needs krew, which npm run test:krew brings with a Go toolchain',
    shownBy: 'test/krew/run.ts',
  },
  {
    command: 'npm run package:npm',
    reason: 'it writes into dist',
    shownBy: 'test/package-npm/install.test.ts',
  },
  {
    command: 'npm install --global --install-links ./dist/npm',
    reason: 'it needs the folder that npm run package:npm writes',
    shownBy: 'test/package-npm/install.test.ts',
  },
  {
    command: 'kubectl tlsdoctor --via ssh://jump@198.51.100.8:2222',
    reason: 'that host is in a network of its own',
    shownBy: 'test/lab/scenarios-tunnels.test.ts',
  },
]

/** The commands of a line that can be run, one after the other. */
export function runnableParts(line: string): readonly string[] {
  return partsOf(line).filter((part) => !notRun.some(({ command }) => command === part))
}

/** A line is one command, or several with `&&` between them. */
export function partsOf(line: string): readonly string[] {
  return line.split(' && ')
}
