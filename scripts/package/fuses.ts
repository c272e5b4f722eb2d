import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** What is switched off or on in Electron's program itself, so that nobody can use it for anything else. */
export const FUSES = {
  /** It is no Node for whoever sets a variable; helpers are utility processes instead. */
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  /** Windows and macOS look whether the archive is as it was packed; Electron on Linux cannot. */
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const

const PLACES: Record<keyof typeof FUSES, FuseV1Options> = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
}

/** The fuses of a program, read from its file, that are not as they should be. */
export async function wrongFuses(program: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(program)
  return Object.entries(PLACES)
    .filter(([name, place]) => {
      const wanted = FUSES[name as keyof typeof FUSES] ? FuseState.ENABLE : FuseState.DISABLE
      return wire[place] !== wanted
    })
    .map(([name]) => name)
}
