const MAX_TRIES = 400

/** A smaller input with which `fails` still holds: parts are left out, halves first, single bytes last. */
export async function minimised(
  input: Uint8Array,
  fails: (candidate: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array> {
  let smallest = input
  let tries = 0
  for (let size = Math.ceil(input.length / 2); size >= 1 && tries < MAX_TRIES; size = size === 1 ? 0 : size >> 1) {
    for (let at = 0; at < smallest.length && tries < MAX_TRIES; tries++) {
      const candidate = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + size)])
      if (await fails(candidate)) smallest = new Uint8Array(candidate)
      else at += size
    }
  }
  return smallest
}
