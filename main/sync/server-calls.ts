import { z } from 'zod'
import {
  AdministrationLine,
  type DeviceDeed,
  DeviceList,
  ENDPOINTS,
  InvitationInfo,
  Joined,
  type JoinRequest,
  Me,
  MemberInfo,
  PROBLEMS,
  PROTOCOL_VERSION,
  Problem,
  type ProblemName,
  RoomList,
  Rotated,
  ServerInfo,
} from '../../domain/sync/protocol.ts'
import type { CallOptions, Network } from './network.ts'
import { connectionProblem, ENDED, problem, SyncError } from './sentences.ts'

/** What the client asks of a server over HTTP. Each fails with a `SyncError`, ready to show. */
export interface ServerCalls {
  /** Who answers there. `aheadBy`: how far this machine's clock is ahead of the server's, in ms. */
  info(): Promise<ServerInfo & { aheadBy: number }>
  /** What a code is for; it stays unused. */
  look(code: string): Promise<InvitationInfo>
  join(request: JoinRequest): Promise<Joined>
  me(credential: string): Promise<Me>
  rotate(credential: string): Promise<Rotated>
  rooms(credential: string): Promise<RoomList>
  members(credential: string): Promise<MemberInfo[]>
  devices(credential: string): Promise<DeviceList>
  decideDevice(credential: string, deed: DeviceDeed): Promise<void>
  administration(credential: string): Promise<AdministrationLine[]>
  leave(credential: string): Promise<void>
}

/**
 * @param origin of the server
 * @param now this machine's clock, in ms since 1970
 */
export function serverCalls(origin: string, network: Network, now: () => number): ServerCalls {
  const { host } = new URL(origin)

  async function call<T extends z.ZodType>(
    path: string,
    answer: T,
    options: CallOptions = { method: 'GET' },
  ): Promise<z.infer<T>> {
    const { status, body } = await network.fetch(new URL(path, origin), options).catch((error) => {
      throw connectionProblem(error, host)
    })
    const json = readJson(body)
    if (status < 200 || status >= 300) throw refusal(status, json, host)
    const parsed = answer.safeParse(json)
    if (!parsed.success) throw problem('not-accord', host)
    return parsed.data
  }

  return {
    async info() {
      const before = now()
      const found = await call(ENDPOINTS.server, Greeting)
      if (found.protocol > PROTOCOL_VERSION) throw problem('newer-server', host)
      const info = ServerInfo.safeParse(found)
      if (!info.success) throw problem('not-accord', host)
      return { ...info.data, aheadBy: Math.round((before + now()) / 2 - info.data.time) }
    },
    look: (code) => call(ENDPOINTS.look, InvitationInfo, { method: 'POST', body: { code } }),
    join: (body) => call(ENDPOINTS.join, Joined, { method: 'POST', body }),
    me: (credential) => call(ENDPOINTS.me, Me, { method: 'GET', credential }),
    rotate: (credential) => call(ENDPOINTS.rotate, Rotated, { method: 'POST', credential }),
    rooms: (credential) => call(ENDPOINTS.rooms, RoomList, { method: 'GET', credential }),
    members: (credential) =>
      call(ENDPOINTS.members, z.array(MemberInfo), { method: 'GET', credential }),
    devices: (credential) => call(ENDPOINTS.devices, DeviceList, { method: 'GET', credential }),
    decideDevice: async (credential, body) => {
      await call(ENDPOINTS.devices, z.unknown(), { method: 'POST', credential, body })
    },
    administration: (credential) =>
      call(ENDPOINTS.administration, z.array(AdministrationLine), { method: 'GET', credential }),
    leave: async (credential) => {
      await call(ENDPOINTS.me, z.unknown(), { method: 'DELETE', credential })
    },
  }
}

/** As much of `ServerInfo` as a server of any version says. */
const Greeting = z.looseObject({ product: z.literal('accord'), protocol: z.number() })

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refusal(status: number, json: unknown, host: string): SyncError {
  const said = Problem.safeParse(json)
  if (!said.success)
    return problem(status >= 500 || status === 407 ? 'server-failed' : 'not-accord', host)
  const name = PROBLEMS.find((known) => known === said.data.error)
  if (name === 'credential') return new SyncError(name, ENDED)
  if (name === 'too-old') return problem('newer-server', host)
  return new SyncError(name ?? ('unavailable' satisfies ProblemName), said.data.message)
}
