import type { ReactNode } from "react";
import { OutsideShell } from "#components/shell/outside-shell.tsx";
import { enterOutside, otherAccess, read } from "#lib/access/gate.ts";
import { grantKindWords } from "#lib/access/grant.ts";
import { formatDate } from "#lib/dates.ts";
import { outsideNames } from "#lib/evidence/inspection/queries.ts";
import { periodRuleInShort } from "#lib/evidence/period.ts";
import { whatWasSaid } from "#lib/forms/said.ts";
import { signOut } from "../../(portal)/actions.ts";

export default async function InspectionLayout({ children }: { children: ReactNode }) {
  const outsider = await enterOutside("inspector");
  const [names, at] = await read(outsider, (tx) => Promise.all([outsideNames(tx, outsider), tx.now]));
  const period = outsider.from && outsider.to ? `, ${formatDate(outsider.from)} to ${formatDate(outsider.to)}` : "";
  return (
    <OutsideShell
      organisation={outsider.organisation}
      room="Inspection room"
      scope={{
        what: `${[...names.services.values()].join(", ")}${period}.`,
        limits: `Digital resilience only. ${periodRuleInShort} Every page and file you open is recorded, and the provider sees the record.`,
        ends: outsider.endsAt,
      }}
      who={{
        role: outsider.name,
        body: "Care Quality Commission",
        letters: grantKindWords[outsider.grantKind],
      }}
      {...(await otherAccess(outsider))}
      at={at}
      signOut={signOut}
      said={await whatWasSaid()}
    >
      {children}
    </OutsideShell>
  );
}
