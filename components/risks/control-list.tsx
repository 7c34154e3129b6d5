import { EffectMark, ProofMark } from "#components/risks/risk-marks.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { formatDate } from "#lib/dates.ts";
import type { LinkedRecord } from "#lib/records/queries.ts";
import { recordHref } from "#lib/records/record.ts";
import type { ControlRow } from "#lib/risks/queries/record.ts";
import { controlTypeWords, effectivenessWords, lineWords } from "#lib/risks/risk.ts";
import { stopped } from "#lib/words.ts";

type Props = {
  riskId: string;
  controls: ControlRow[];
  linked: readonly LinkedRecord[];
  people: Map<string, string>;
  roles: Record<string, string>;
  today: string;
  mayControl: boolean;
  mayProve: boolean;
};

export function ControlList(props: Props) {
  const { riskId, controls, mayControl } = props;
  return (
    <Card
      title="Controls and who last proved them"
      flush
      id="controls"
      aside={mayControl ? <Go href={`/risks/${riskId}/control`}>Add a control</Go> : null}
    >
      {controls.length === 0 ? (
        <Empty
          missing="No control is recorded."
          means="Without one the score now rests on nothing that can be proved."
        />
      ) : (
        <ul className="list top">
          {controls.map((control) => (
            <li key={control.id}>
              <Control control={control} {...props} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Control({ control, ...props }: Props & { control: ControlRow }) {
  const { riskId, today, mayControl, mayProve } = props;
  const [newest, ...older] = control.proofs;
  const ended = control.endedAt !== null;
  return (
    <div className="grow">
      <b>{control.description}</b>
      <div className="meta">
        <span>{controlTypeWords[control.type].label}</span>
        <span>
          Operated{" "}
          {control.line === "external" ? "from outside" : `by the ${lineWords[control.line].label.toLowerCase()}`}
        </span>
        {ended ? (
          <span>
            Ended {formatDate(control.endedAt ?? "", "short")}: {control.endedReason}
          </span>
        ) : null}
      </div>
      <div className="meta">
        <EffectMark effectiveness={control.effectiveness} />
        {ended ? null : <ProofMark provedOn={newest?.provedOn ?? null} today={today} />}
      </div>
      {newest ? <Proof proof={newest} {...props} /> : null}
      {older.length > 0 ? (
        <details>
          <summary className="sm">Earlier proofs ({older.length})</summary>
          {older.map((proof) => (
            <Proof key={proof.id} proof={proof} {...props} />
          ))}
        </details>
      ) : null}
      {ended ? null : (
        <div className="row wrap">
          {mayProve ? (
            <LinkButton small href={`/risks/${riskId}/prove?control=${control.id}`}>
              Record a proof
            </LinkButton>
          ) : null}
          {mayControl ? (
            <LinkButton small variant="quiet" href={`/risks/${riskId}/end-control?control=${control.id}`}>
              No longer in place
            </LinkButton>
          ) : null}
        </div>
      )}
    </div>
  );
}

function Proof({ proof, people, roles, linked }: Props & { proof: ControlRow["proofs"][number] }) {
  const shown = linked.find((record) => record.id === proof.evidenceId);
  return (
    <p className="sm">
      {formatDate(proof.provedOn)}: {effectivenessWords[proof.found].toLowerCase()}. {stopped(proof.how)}{" "}
      {shown ? <Go href={recordHref(shown.kind, shown.id)}>{shown.reference}</Go> : null}
      <small>
        {people.get(proof.provedBy) ?? roles[proof.provedRole]}, {lineWords[proof.line].label.toLowerCase()}
      </small>
    </p>
  );
}
