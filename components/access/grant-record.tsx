import { reachWords } from "#components/access/people-register.tsx";
import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { grantKindWords } from "#lib/access/grant.ts";
import type { GrantRecord as Grant } from "#lib/access/queries/grants.ts";
import type { AccountStanding } from "#lib/access/queries/people.ts";
import { sectionWord } from "#lib/access/sections.ts";
import { formatDate } from "#lib/dates.ts";

type Props = {
  grant: Grant;
  standing: AccountStanding | undefined;
  body: string | undefined;
  names: Map<string, string>;
  people: Map<string, string>;
  lastSeen: Date | undefined;
};

export function GrantRecord({ grant, standing, body, names, people, lastSeen }: Props) {
  const period =
    grant.periodFrom && grant.periodTo
      ? `${formatDate(grant.periodFrom)} to ${formatDate(grant.periodTo)}`
      : "Any time";
  return (
    <div className="grid-2">
      <Card title="What they may see">
        <KeyValues
          items={[
            { label: "Services", value: reachWords({ allServices: false, serviceIds: grant.serviceIds }, names) },
            { label: "Records of", value: period },
            grant.kind === "inspector"
              ? { label: "Parts", value: grant.sections.map(sectionWord).join(", ") }
              : { label: "Bundles of", value: body },
            { label: "For", value: grant.purpose },
          ]}
        />
      </Card>
      <Card title="Who and how long">
        <KeyValues
          items={[
            { label: "Kind", value: grantKindWords[grant.kind] },
            { label: "Email address", value: grant.email },
            { label: "Came in", value: standing?.ready ? "Yes" : "Not yet" },
            { label: "Granted by", value: people.get(grant.ownerId) },
            { label: "Begins", value: <When when={grant.startsAt} /> },
            { label: "Ends", value: <When when={grant.endsAt} /> },
            ...(grant.endedAt
              ? [
                  { label: "Ended early", value: <When when={grant.endedAt} /> },
                  { label: "Because", value: grant.endedReason },
                ]
              : []),
            { label: "Last opened something", value: lastSeen ? <When when={lastSeen} /> : "Not yet" },
          ]}
        />
      </Card>
    </div>
  );
}
