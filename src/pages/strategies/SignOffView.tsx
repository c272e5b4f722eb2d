import { useState } from 'react'
import { shortHash } from '../../../domain/words.ts'
import type { StrategyDetail, SystemSignature } from '../../../preload/strategies-types.ts'
import { useAsk } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { formatDate } from '../../ui/format.ts'
import { EmptyState } from '../../ui/states.tsx'
import { LiveParts } from './LiveParts.tsx'
import { SignDialog } from './SignDialog.tsx'
import { SigningShape } from './SigningShape.tsx'
import { STANDING_WORDS } from './strategy-words.ts'
import { VersionLink } from './VersionLink.tsx'
import { NOW } from './views.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

/** Which systems signed, for which exact text, and with what reservations. */
export function SignOffView({ strategy: known }: { strategy: StrategyDetail }) {
  // Typing moves no table, so whether the text has changed is asked anew whenever this is opened.
  const asked = useAsk('strategies.get', { id: known.id }, { staleTime: 0 })
  const strategy = asked.data ?? known
  const [signing, setSigning] = useState<SystemSignature | null>(null)
  const [withdrawing, setWithdrawing] = useState<SystemSignature | null>(null)
  const offered = strategy.versions.find(({ id }) => id === strategy.offered)
  if (!offered)
    return (
      <EmptyState title="Nothing is offered for signing yet">
        Keep the text as a version and offer it for review, above. Then each system can read and
        sign exactly that text.
      </EmptyState>
    )
  return (
    <section className="sign-off" aria-labelledby="sign-off">
      <h2 id="sign-off">Sign-off</h2>
      <p>
        On offer: <strong>{offered.name}</strong>, kept {formatDate(offered.at)} (fingerprint{' '}
        <code title={offered.hash}>{shortHash(offered.hash)}</code>). A signature stands for exactly
        this text.{' '}
        <VersionLink id={strategy.id} version={offered.id} of={offered.name}>
          Read it
        </VersionLink>
      </p>
      <LiveParts version={offered} />
      {strategy.changedSinceOffered && (
        <p className="why-not">
          The text has changed since this version was offered. Signatures stay with the version they
          were given for. Offer a newer version when the changes are ready.{' '}
          <VersionLink id={strategy.id} version={NOW} before={offered.id} of={offered.name}>
            What changed since
          </VersionLink>
        </p>
      )}
      <div className="strategy-table">
        <table>
          <thead>
            <tr>
              <th scope="col">System</th>
              <th scope="col">Standing</th>
              <th scope="col">Signed by</th>
              <th scope="col">On</th>
              <th scope="col">Version</th>
              <th scope="col">Reservations</th>
              <th scope="col">
                <span className="visually-hidden">Sign</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {strategy.signatures.map((line) => (
              <tr key={line.ics}>
                <th scope="row">{line.system}</th>
                <td>
                  <span className="signing-standing">
                    <SigningShape standing={line.standing} />
                    {STANDING_WORDS[line.standing]}
                  </span>
                </td>
                <td className="signing-name">
                  {line.name}
                  {line.role && <p className="quiet">{line.role}</p>}
                </td>
                <td className="numbers">{line.on && formatDate(line.on)}</td>
                <td>
                  {line.versionName}
                  {line.hash && (
                    <p className="quiet">
                      <code title={line.hash}>{shortHash(line.hash)}</code>
                    </p>
                  )}
                </td>
                <td className="strategy-words">{reservationsOf(line)}</td>
                <td>
                  <SignButtons
                    strategy={strategy}
                    line={line}
                    onSign={() => setSigning(line)}
                    onWithdraw={() => setWithdrawing(line)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <SignDialog
        strategy={strategy}
        version={offered}
        line={signing}
        onClose={() => setSigning(null)}
      />
      <WithdrawDialog
        strategy={strategy.id}
        line={withdrawing}
        onClose={() => setWithdrawing(null)}
      />
    </section>
  )
}

function reservationsOf({ standing, reservations, withdrawn }: SystemSignature): string {
  if (withdrawn) return `Taken back: ${withdrawn}`
  return reservations ?? (standing === 'none' ? '' : 'None')
}

interface SignButtonsProps {
  strategy: StrategyDetail
  line: SystemSignature
  onSign: () => void
  onWithdraw: () => void
}

function SignButtons({ strategy, line, onSign, onWithdraw }: SignButtonsProps) {
  const { ics, system, standing } = line
  const leads = strategy.maySign.includes(ics)
  if (strategy.state === 'superseded') return null
  if (standing === 'current')
    return leads ? (
      <Button kind="quiet" aria-label={`Take back the signature of ${system}`} onPress={onWithdraw}>
        Take back
      </Button>
    ) : null
  const words = standing === 'none' ? 'Sign' : 'Sign again'
  return (
    <Button
      whyNot={leads ? null : `Only a lead of ${system} can sign for it.`}
      aria-label={`${words} for ${system}`}
      onPress={onSign}
    >
      {words}
    </Button>
  )
}
