/**
 * Which platform a program is for, in krew's words (`linux/amd64`), by the headers at the beginning of its file;
 * `null` for none of those that the plugin is built for.
 */
export function platformOfExecutable(head: Buffer): string | null {
  const machine = [elfMachine(head), machOMachine(head), peMachine(head)].find((found) => found !== null)
  return (machine !== undefined && PLATFORMS[machine]) || null
}

/** System V gABI, ELF header: `e_ident` with 64 bits and little end first, then `e_machine` at 18. */
function elfMachine(head: Buffer): string | null {
  if (head.length < 20 || head.readUInt32BE(0) !== 0x7f454c46 || head.readUInt16BE(4) !== 0x0201) return null
  return `elf ${head.readUInt16LE(18)}`
}

/** mach-o/loader.h `mach_header_64`: the magic number, then `cputype`. */
function machOMachine(head: Buffer): string | null {
  if (head.length < 8 || head.readUInt32LE(0) !== 0xfeedfacf) return null
  return `mach-o ${head.readUInt32LE(4)}`
}

/** PE format, MS-DOS stub: the offset of the signature at 0x3c; the COFF header's `Machine` follows the signature. */
function peMachine(head: Buffer): string | null {
  if (head.length < 0x40 || head.toString('latin1', 0, 2) !== 'MZ') return null
  const signature = head.readUInt32LE(0x3c)
  if (head.length < signature + 6 || head.toString('latin1', signature, signature + 4) !== 'PE\0\0') return null
  return `pe ${head.readUInt16LE(signature + 4)}`
}

/** EM_X86_64, EM_AARCH64; CPU_TYPE_X86_64, CPU_TYPE_ARM64; IMAGE_FILE_MACHINE_AMD64. */
const PLATFORMS: Readonly<Record<string, string>> = {
  'elf 62': 'linux/amd64',
  'elf 183': 'linux/arm64',
  [`mach-o ${0x01000007}`]: 'darwin/amd64',
  [`mach-o ${0x0100000c}`]: 'darwin/arm64',
  [`pe ${0x8664}`]: 'windows/amd64',
}
