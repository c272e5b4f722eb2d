import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the server counts, for Prometheus. No label ever names a person or a room. */
export function serverMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    connections: new Gauge({
      name: 'accord_connections',
      help: 'Open WebSocket connections',
      registers,
    }),
    strangers: new Gauge({
      name: 'accord_strangers',
      help: 'Open connections of whom nothing is known yet',
      registers,
    }),
    pieces: new Gauge({
      name: 'accord_answer_pieces',
      help: 'Pieces of answers on their way to people who catch up',
      registers,
    }),
    rooms: new Gauge({ name: 'accord_rooms', help: 'Rooms with somebody in them', registers }),
    stored: new Counter({ name: 'accord_updates_stored_total', help: 'Updates stored', registers }),
    refused: new Counter({
      name: 'accord_updates_refused_total',
      help: 'Updates refused, by reason',
      labelNames: ['reason'],
      registers,
    }),
    storing: new Histogram({
      name: 'accord_store_seconds',
      help: 'Time to write updates to the store',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    closed: new Counter({
      name: 'accord_connections_closed_total',
      help: 'Connections the server ended, by close code',
      labelNames: ['code'],
      registers,
    }),
    turnedAway: new Counter({
      name: 'accord_handshakes_refused_total',
      help: 'Connections not accepted, by HTTP status',
      labelNames: ['status'],
      registers,
    }),
  }
}

export type ServerMetrics = ReturnType<typeof serverMetrics>
