import type { Metadata } from "next";
import { SignInFrame } from "#components/shell/sign-in-frame.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import { demoCode } from "#lib/access/code.ts";
import { firstPlace, standingHere } from "#lib/access/gate.ts";
import { currentGrant, outsideHome, whoseAccess } from "#lib/access/grant.ts";
import { leave } from "#lib/access/leave.ts";
import { codeAction } from "./actions.ts";

export const metadata: Metadata = { title: "Access code" };

export default async function CodePage() {
  const standing = await standingHere();
  const grant = currentGrant(standing, new Date());
  if (!grant || outsideHome(standing) !== "/sign-in/code") leave(await firstPlace());
  const shown = await demoCode(grant);
  return (
    <SignInFrame
      title="Access code"
      sub={whoseAccess(grant)}
      other={
        <>
          <p>
            The manager who granted your access shows the code on their own screen and reads it to you. It lasts 10
            minutes and works once. {grant.kind === "commissioner" ? "You need it this first time only." : null}
          </p>
          {shown ? (
            <p>
              Sample organisation, so the code is shown here: <b data-testid="demo-code">{shown}</b>
            </p>
          ) : null}
        </>
      }
    >
      <Form action={codeAction} submit="Continue" wide>
        <TextField
          name="code"
          label="Access code"
          hint="Eight digits"
          inputMode="numeric"
          autoComplete="one-time-code"
          width="medium"
        />
      </Form>
    </SignInFrame>
  );
}
