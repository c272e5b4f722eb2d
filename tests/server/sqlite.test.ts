import { behavesAsServer } from './behaviours.ts'
import { testServer } from './support.ts'

behavesAsServer('one SQLite file', async () => [await testServer()])
