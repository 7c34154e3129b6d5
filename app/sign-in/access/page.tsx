import type { Metadata } from "next";
import { SignInFrame } from "#components/shell/sign-in-frame.tsx";
import { Button } from "#components/ui/button.tsx";
import { firstPlace, standingHere } from "#lib/access/gate.ts";
import { grantKindWords, openGrants, whoseAccess } from "#lib/access/grant.ts";
import { leave } from "#lib/access/leave.ts";
import type { Grant } from "#lib/access/standing.ts";
import { formatDateTime } from "#lib/dates.ts";
import { stopped } from "#lib/words.ts";
import { chooseGrantAction } from "./actions.ts";

export const metadata: Metadata = { title: "Choose your access" };

export default async function AccessPage() {
  const standing = await standingHere();
  const open = openGrants(standing, new Date());
  if (open.length === 0) leave(await firstPlace());
  return (
    <SignInFrame
      title="Choose your access"
      sub="One is open at a time. Each is recorded on its own, for the provider who granted it."
    >
      <ul className="list">
        {open.map((grant) => (
          <li key={grant.id}>
            <div className="grow">
              <b>{whoseAccess(grant)}</b>
              <small>
                {grantKindWords[grant.kind]}.{" "}
                {grant.told ? stopped(grant.purpose) : "Whose it is shows once its code was typed."} Until{" "}
                {formatDateTime(new Date(grant.endsAt))}.
              </small>
            </div>
            <form action={chooseGrantAction}>
              <input type="hidden" name="grant" value={grant.id} />
              <Button type="submit" aria-label={openWords(grant)}>
                Open
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </SignInFrame>
  );
}

function openWords(grant: Grant): string {
  return grant.told
    ? `Open the access to ${grant.organisation}: ${grant.purpose}`
    : `Open the access that was not opened yet, until ${formatDateTime(new Date(grant.endsAt))}`;
}
