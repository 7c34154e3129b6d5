import type { Metadata } from "next";
import { SignInFrame } from "#components/shell/sign-in-frame.tsx";
import { Button } from "#components/ui/button.tsx";
import { firstPlace, standingHere } from "#lib/access/gate.ts";
import { grantKindWords, openGrants } from "#lib/access/grant.ts";
import { leave } from "#lib/access/leave.ts";
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
              <b>{grant.organisation}</b>
              <small>
                {grantKindWords[grant.kind]}. {stopped(grant.purpose)} Until {formatDateTime(new Date(grant.endsAt))}.
              </small>
            </div>
            <form action={chooseGrantAction}>
              <input type="hidden" name="grant" value={grant.id} />
              <Button type="submit" aria-label={`Open the access to ${grant.organisation}: ${grant.purpose}`}>
                Open
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </SignInFrame>
  );
}
