import type { WorldSpec } from './world-spec.ts'
import { dante } from './worlds/dante.ts'
import { golden } from './worlds/golden.ts'
import { healthy } from './worlds/healthy.ts'
import { largeHelloDropped } from './worlds/large-hello-dropped.ts'
import { mitmproxy } from './worlds/mitmproxy.ts'
import { named, nameServerFails, nameUnknown } from './worlds/names.ts'
import { noRoute } from './worlds/no-route.ts'
import { silent } from './worlds/silent.ts'
import { squid } from './worlds/squid.ts'
import { transparent } from './worlds/transparent.ts'

export const worlds = {
  golden,
  healthy,
  transparent,
  mitmproxy,
  squid,
  dante,
  named,
  'name-unknown': nameUnknown,
  'name-server-fails': nameServerFails,
  'no-route': noRoute,
  'large-hello-dropped': largeHelloDropped,
  silent,
} satisfies Record<string, WorldSpec>

export type WorldName = keyof typeof worlds

export function isWorldName(name: string): name is WorldName {
  return Object.hasOwn(worlds, name)
}
