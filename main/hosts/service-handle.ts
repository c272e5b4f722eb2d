import { isDiskFull, noRoomSentence } from '../../disk/no-room.ts'
import { UserError } from '../../domain/errors.ts'
import type { Answer, Output, ServiceEvent } from '../../preload/contract.ts'
import type { Service } from '../service.ts'

type OutgoingFile = ReturnType<Service['files']['out']>

/** A service here or in another process: where it is elsewhere, files take a moment. */
export interface ServiceHandle extends Omit<Service, 'files'> {
  files: {
    takeIn(path: string, name?: string): string | Promise<string>
    out(token: string): OutgoingFile | Promise<OutgoingFile>
  }
}

/** What one process asks of the service in another; `show` asks the host to come to the front. */
export type RequestBody =
  | { do: 'call'; procedure: string; input: unknown }
  | { do: 'takeIn'; path: string; name?: string }
  | { do: 'out'; token: string }
  | { do: 'listen' }
  | { do: 'show' }
export type Request = RequestBody & { id: number }

export type Reply =
  | { id: number; value?: unknown }
  | { id: number; error: string }
  | { event: ServiceEvent }

/** One caller in another process, as the service's process sees it. */
export interface Caller {
  receive(request: Request): Promise<void>
  /** Stops sending events; call it when the caller is gone. */
  leave(): void
}

/**
 * Answers one caller's requests.
 * @param show brings the host to the front; answers the address to open where that takes one
 */
export function answerCaller(
  service: ServiceHandle,
  send: (reply: Reply) => void,
  show: () => string | null | Promise<string | null>,
): Caller {
  let stopListening: (() => void) | undefined

  async function answer(request: Request): Promise<unknown> {
    switch (request.do) {
      case 'call':
        return service.call(request.procedure, request.input)
      case 'takeIn':
        return service.files.takeIn(request.path, request.name)
      case 'out':
        return service.files.out(request.token)
      case 'listen':
        stopListening ??= service.listen((event) => send({ event }))
        return
      case 'show':
        return show()
      default:
        throw new UserError(
          'The two versions of Accord that are running do not understand each other.',
        )
    }
  }

  return {
    async receive(request) {
      try {
        send({ id: request.id, value: await answer(request) })
      } catch (error) {
        send({ id: request.id, error: plainMessage(error) })
      }
    },
    leave() {
      stopListening?.()
    },
  }
}

/** The caller's end: a service handle, and what to do with replies and a broken connection. */
export interface RemoteService {
  service: ServiceHandle
  show(): Promise<string | null>
  receive(reply: Reply): void
  /** Ends everything that still waits for an answer with this sentence, and all that follows. */
  lose(sentence: string): void
}

/** @param close ends the connection */
export function remoteService(
  send: (request: Request) => void,
  close: () => Promise<void>,
): RemoteService {
  let lastId = 0
  let lost: string | undefined
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const hearers = new Set<(event: ServiceEvent) => void>()

  function request(body: RequestBody): Promise<unknown> {
    if (lost !== undefined) return Promise.reject(new UserError(lost))
    lastId += 1
    const answer = Promise.withResolvers<unknown>()
    waiting.set(lastId, answer)
    send({ ...body, id: lastId })
    return answer.promise
  }

  async function call(procedure: string, input: unknown): Promise<Answer<unknown>> {
    try {
      return (await request({ do: 'call', procedure, input })) as Answer<unknown>
    } catch (error) {
      return { ok: false, error: { code: 'failed', message: plainMessage(error) } }
    }
  }

  const service: ServiceHandle = {
    call,
    async ask(procedure, input) {
      return valueIn(await call(procedure, input)) as Output<typeof procedure>
    },
    listen(hear) {
      if (hearers.size === 0) request({ do: 'listen' }).catch(() => undefined)
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    files: {
      takeIn: async (path, name) =>
        (await request({ do: 'takeIn', path, ...(name === undefined ? {} : { name }) })) as string,
      out: async (token) => (await request({ do: 'out', token })) as OutgoingFile,
    },
    close,
  }

  return {
    service,
    show: async () => (await request({ do: 'show' })) as string | null,
    receive(reply) {
      if ('event' in reply) {
        for (const hear of hearers) hear(reply.event)
        return
      }
      const answer = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('error' in reply) answer?.reject(new UserError(reply.error))
      else answer?.resolve(reply.value)
    },
    lose(sentence) {
      lost = sentence
      for (const answer of waiting.values()) answer.reject(new UserError(sentence))
      waiting.clear()
    },
  }
}

/** The value in an answer; throws its error as a `UserError`. */
function valueIn(answer: Answer<unknown>): unknown {
  if (answer.ok) return answer.value
  const { code, message } = answer.error
  throw new UserError(message, code === 'wrong-call' ? code : 'failed')
}

/** A sentence for a person: a `UserError`'s own; anything else is ours to repair and not theirs. */
export function plainMessage(error: unknown): string {
  if (error instanceof UserError) return error.message
  if (isDiskFull(error)) return noRoomSentence()
  return 'Something went wrong in Accord, and nothing was changed. Try again; if it happens again, tell the people who support Accord.'
}
