import type { Configuration } from 'electron-builder'
import { FUSES } from './fuses.ts'

/**
 * How the desktop app is packed, for electron-builder. Nothing secret is here: whoever signs gives
 * electron-builder's own variables (CSC_LINK, WIN_CSC_LINK, APPLE_ID and their passwords).
 */

/** Where what is drawn and gathered for packing lies, from the project's folder. */
export const GATHERED = 'out/package'
/** Where packed programs lie. */
export const PACKED = 'dist'

/** Whether what is packed for a system is to be signed. */
export function isSigned(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (platform === 'linux') return false
  return Boolean(env.CSC_LINK || (platform === 'win32' ? env.WIN_CSC_LINK : undefined))
}

export interface Packing {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
}

export function configuration({ platform, env }: Packing): Configuration {
  const signed = isSigned(platform, env)
  // One that nobody signed says so in its name, wherever it is passed on to.
  const name = `\${productName}-\${version}-\${os}-\${arch}${signed || platform === 'linux' ? '' : '-unsigned'}`
  return {
    appId: 'uk.accord.desktop',
    productName: 'Accord',
    copyright: 'Copyright © 2026 The Accord authors',
    artifactName: `${name}.\${ext}`,
    directories: { output: PACKED, buildResources: GATHERED },
    files: [
      'out/main/**',
      'out/preload/**',
      'out/renderer/**',
      'resources/**',
      'package.json',
      // What the packed program has no use for: sources, and what the server alone asks for.
      '!node_modules/better-sqlite3/{deps,src,build}/**',
      '!node_modules/{ioredis,pg,pino,prom-client,rate-limiter-flexible}/**',
      // Of the fonts for other scripts only this weight is drawn with.
      '!node_modules/@expo-google-fonts/noto-*/{100Thin,200ExtraLight,300Light,500Medium,600SemiBold,700Bold,800ExtraBold,900Black}/**',
      '!**/*.{d.ts,d.mts,d.cts,map,md}',
    ],
    extraFiles: [{ from: `${GATHERED}/notices`, to: 'notices' }],
    extraMetadata: { signed },
    asar: true,
    // Native libraries read these themselves, and see into no archive.
    asarUnpack: ['**/*.node', 'node_modules/@expo-google-fonts/atkinson-hyperlegible/**/*.ttf'],
    electronFuses: { ...FUSES, resetAdHocDarwinSignature: platform === 'darwin' && !signed },
    // Every native part comes ready for N-API, which Electron has too.
    npmRebuild: false,
    electronLanguages: ['en-GB', 'en-US', 'en_GB', 'en'],
    forceCodeSigning: signed,
    publish: null,
    protocols: [{ name: 'Link to Accord', schemes: ['accord'] }],
    win: {
      icon: `${GATHERED}/icons/icon.ico`,
      target: ['nsis', 'msi', 'appx', 'zip'],
      // Nobody needs to be an administrator to run it.
      requestedExecutionLevel: 'asInvoker',
    },
    // For one person, into their own folder: no administrator is asked.
    nsis: {
      artifactName: `${name}-setup.\${ext}`,
      oneClick: true,
      perMachine: false,
      allowElevation: false,
      deleteAppDataOnUninstall: false,
      shortcutName: 'Accord',
    },
    // For the whole computer, by whoever manages it.
    msi: {
      perMachine: true,
      oneClick: true,
      runAfterFinish: false,
      createDesktopShortcut: false,
      shortcutName: 'Accord',
      upgradeCode: '6B2E9C54-4B3F-4E0D-9B1C-0B7C53A1D8E2',
    },
    appx: {
      identityName: 'Accord',
      applicationId: 'Accord',
      displayName: 'Accord',
      publisherDisplayName: 'The Accord authors',
      // It has to be the subject of the certificate that signs it.
      publisher: env.ACCORD_APPX_PUBLISHER || 'CN=The Accord authors',
      languages: ['en-GB'],
    },
    mac: {
      icon: `${GATHERED}/icons/icon.icns`,
      category: 'public.app-category.business',
      target: ['dmg', 'zip'],
      hardenedRuntime: true,
      // Without a certificate it is signed for the computer that packs it; Apple's own chips run no other.
      ...(signed ? {} : { identity: '-' }),
      notarize: signed && Boolean(env.APPLE_ID || env.APPLE_API_KEY),
    },
    linux: {
      icon: `${GATHERED}/icons/linux`,
      category: 'Office',
      executableName: 'accord',
      maintainer: 'The Accord authors <accord@accord.example>',
      synopsis: 'What the Midlands’ integrated care systems do about health inequalities',
      target: ['AppImage', 'deb', 'tar.gz'],
    },
  }
}
