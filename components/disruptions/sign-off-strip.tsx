import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { WholeDisruption } from "#lib/disruptions/queries/whole.ts";
import { placeName, type SlotStanding } from "#lib/disruptions/review.ts";

type Props = { whole: WholeDisruption; roles: Readonly<Record<string, string>> };

export function SignOffStrip({ whole, roles }: Props) {
  const { places, disruption, open } = whole;
  const asked = places.filter((place) => !place.unheld);
  const signed = asked.filter((place) => place.signature).length;
  const [waiting] = open.filter((point) => point.kind !== "sign-off");
  if (places.length === 0) {
    const means =
      disruption.severity === 1
        ? "Severity 1 is logged and closed at triage."
        : "Triage gives the severity, and the severity says who signs.";
    return (
      <Card title="Sign-off" flush>
        <Empty missing="No signature is asked for." means={means} />
      </Card>
    );
  }
  return (
    <Card title="Sign-off" aside={`${signed} of ${asked.length} complete`} flush>
      <ul className="signs">
        {places.map((place) => (
          <li key={placeName(place)} className={place.signature ? undefined : "waits"}>
            <Place place={place} roles={roles} waiting={waiting ? `${waiting.says} ${waiting.closes}` : undefined} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Place({ place, roles, waiting }: { place: SlotStanding; roles: Props["roles"]; waiting: string | undefined }) {
  const { signature, slot, unheld } = place;
  return (
    <>
      <StateMark state={signature ? "ok" : unheld ? "na" : "not-started"}>
        {signature ? "Signed" : unheld ? "Nobody holds this role" : "Waiting"}
      </StateMark>
      <p className="b">{placeName(place)}</p>
      <p className="sm muted">
        {signature ? (
          <>
            <When when={signature.at} />
            {slot === "second-person" ? `, ${roles[signature.role]}` : ""}
            {signature.alone ? ". No second person available" : ""}
          </>
        ) : unheld ? (
          "Left out until somebody does."
        ) : (
          waiting
        )}
      </p>
    </>
  );
}
