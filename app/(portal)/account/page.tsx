import type { Metadata } from "next";
import { NewPasswordFields } from "#components/access/new-password-fields.tsx";
import { SessionList } from "#components/access/session-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Form } from "#components/ui/form.tsx";
import { Page } from "#components/ui/page.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import { listSessions } from "#lib/access/account.ts";
import { enterAny, readAccount } from "#lib/access/gate.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { sessionToken } from "#lib/access/session.ts";
import { changePasswordAction, endSessionAction, signOutEverywhereAction } from "./actions.ts";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const actor = await enterAny();
  const token = await sessionToken();
  const sessions = await readAccount(() => listSessions(actor.accountId, token ?? ""));
  return (
    <Page title="Your account" says="How you come in. What you may see is decided by your administrator.">
      <div className="grid-2">
        <Card title="You">
          <KeyValues
            items={[
              { label: "Name", value: actor.name },
              { label: "Organisation", value: actor.organisation },
              { label: "Role", value: actor.title ?? roleLabels[actor.role] },
            ]}
          />
        </Card>
        <Card title="Where you are signed in" flush footer="A session ends after 30 minutes without use, or 12 hours.">
          <SessionList sessions={sessions} end={endSessionAction} endAll={signOutEverywhereAction} />
        </Card>
      </div>
      <Card title="Change your password">
        <Form action={changePasswordAction} submit="Change the password">
          <TextField name="current" label="Your password now" type="password" autoComplete="current-password" />
          <NewPasswordFields />
        </Form>
      </Card>
    </Page>
  );
}
