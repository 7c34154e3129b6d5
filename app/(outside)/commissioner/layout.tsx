import type { ReactNode } from "react";
import { OutsideShell } from "#components/shell/outside-shell.tsx";
import { enterOutside, otherAccess, read } from "#lib/access/gate.ts";
import { grantKindWords } from "#lib/access/grant.ts";
import { bodyName } from "#lib/evidence/inspection/queries.ts";
import { whatWasSaid } from "#lib/forms/said.ts";
import { signOut } from "../../(portal)/actions.ts";

export default async function CommissionerLayout({ children }: { children: ReactNode }) {
  const outsider = await enterOutside("commissioner");
  const [name, at] = await read(outsider, (tx) => Promise.all([bodyName(tx, outsider), tx.now]));
  const body = name ?? "Commissioner";
  return (
    <OutsideShell
      organisation={outsider.organisation}
      room="Commissioner's room"
      scope={{
        what: `Evidence bundles issued to ${body}.`,
        limits: "Every page and file you open is recorded, and the provider sees the record.",
        ends: outsider.endsAt,
      }}
      who={{ role: outsider.name, body, letters: grantKindWords[outsider.grantKind] }}
      {...(await otherAccess(outsider))}
      at={at}
      signOut={signOut}
      said={await whatWasSaid()}
    >
      {children}
    </OutsideShell>
  );
}
