import { reachWords } from "#components/access/people-register.tsx";
import { When } from "#components/ui/as-at.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { membershipState, membershipWords } from "#lib/access/membership.ts";
import type { AccountStanding, findPerson, MembershipRow } from "#lib/access/queries/people.ts";
import { can, type Role, type Room, roleLabels, verbs } from "#lib/access/roles.ts";
import { formatDate } from "#lib/dates.ts";

export type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;
type Props = {
  person: Person;
  standing: AccountStanding | undefined;
  names: Map<string, string>;
  mayChange: boolean;
  now: Date;
};

const marks = { current: "ok", coming: "not-started", ended: "na" } as const;

export function PersonRecord({ person, standing, names, mayChange, now }: Props) {
  const open = person.memberships.filter((one) => membershipState(one, now) !== "ended");
  return (
    <div className="grid-2">
      <Card
        title="Roles"
        flush
        aside={
          mayChange && !person.disabledAt ? (
            <LinkButton small href={`/access/people/${person.id}/memberships/new`}>
              Give a role
            </LinkButton>
          ) : null
        }
        footer="Ended roles stay: they say why someone could see what they saw."
      >
        {person.memberships.length === 0 ? (
          <Empty missing="No role." means="Without a role nothing opens." />
        ) : (
          <ul className="list top">
            {person.memberships.map((one) => (
              <Held key={one.id} one={one} names={names} now={now} mayChange={mayChange && open.includes(one)} />
            ))}
          </ul>
        )}
      </Card>
      <Card title="How they come in">
        <KeyValues
          items={[
            { label: "Email address", value: person.email },
            { label: "Invitation", value: standing?.ready ? "Accepted" : "Not accepted yet: nothing opens before" },
            { label: "Sessions open", value: standing?.sessions ?? 0 },
            { label: "Last seen", value: standing?.seenAt ? <When when={standing.seenAt} /> : "Never" },
            { label: "Invited", value: <When when={person.createdAt} show="date" /> },
            ...(person.disabledAt ? [{ label: "Disabled", value: <When when={person.disabledAt} /> }] : []),
          ]}
        />
      </Card>
    </div>
  );
}

type HeldProps = { one: MembershipRow; names: Map<string, string>; now: Date; mayChange: boolean };

function Held({ one, names, now, mayChange }: HeldProps) {
  const state = membershipState(one, now);
  return (
    <li>
      <div className="grow">
        <b>{one.title ? `${one.title} (${roleLabels[one.role]})` : roleLabels[one.role]}</b>
        <small>
          {reachWords(one, names)}. From {formatDate(one.startsAt)}
          {one.endsAt ? ` to ${formatDate(one.endsAt)}` : ", no end agreed"}.
        </small>
        {state === "ended" ? null : <small>Opens {roomsOf(one.role)}.</small>}
        <StateMark state={marks[state]}>{membershipWords[state]}</StateMark>
      </div>
      {mayChange ? (
        <LinkButton small href={`/access/people/${one.personId}/memberships/${one.id}`}>
          Change or end
        </LinkButton>
      ) : null}
    </li>
  );
}

const roomWords: Record<Room, string> = {
  overview: "Overview",
  risks: "Risks",
  disruptions: "Disruptions",
  "resilience-tests": "Tests",
  "action-items": "Actions",
  systems: "Systems",
  materials: "Materials",
  meetings: "Meetings",
  evidence: "Evidence",
  frameworks: "Frameworks",
  organisation: "Organisation",
  access: "Access",
  trail: "Trail",
};

/** The rooms that a role opens, from the same table that opens them. */
export function roomsOf(role: Role): string {
  const rooms = Object.keys(verbs).filter((room): room is Room => room in roomWords);
  return rooms
    .filter((room) => can<Room>({ role }, room, "read"))
    .map((room) => roomWords[room])
    .join(", ");
}
