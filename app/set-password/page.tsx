import type { Metadata } from "next";
import { NewPasswordFields } from "#components/access/new-password-fields.tsx";
import { SignInFrame } from "#components/shell/sign-in-frame.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import { readAccount } from "#lib/access/gate.ts";
import { type LinkSays, readLink } from "#lib/access/links.ts";
import { acceptAction, setPasswordAction } from "./actions.ts";

export const metadata: Metadata = { title: "Set your password" };

/** Opening the address uses nothing up: mail scanners open links too. Only the form uses the link. */
export default async function SetPasswordPage({ searchParams }: PageProps<"/set-password">) {
  const { token, alone } = await searchParams;
  const given = typeof token === "string" ? token.slice(0, 100) : "";
  const says = given === "" ? undefined : await readAccount(() => readLink(given));
  const hidden = { token: given };
  if (says && (says.alone || (says.ownToo && alone === "yes")))
    return (
      <SignInFrame title={`Set a password for ${says.organisation}`} sub={opening(says)}>
        <Form action={setPasswordAction} submit="Set this password" wide hidden={hidden}>
          <p>
            It opens {says.organisation} alone: sign in there with your email address and this password. What this
            address opens elsewhere stays as it is. The link works once.
          </p>
          <NewPasswordFields />
        </Form>
      </SignInFrame>
    );
  if (says?.asks === "known")
    return (
      <SignInFrame title={`Accept the invitation of ${says.organisation}`} sub={opening(says)}>
        <Form action={acceptAction} submit="Accept the invitation" wide hidden={hidden}>
          <p>
            This address comes in to Holdfast with a password already. Accept only what you expected, from somebody you
            know. If anyone else ever knew the password, change it on your account page first.
          </p>
          <TextField name="password" label="Your password" type="password" autoComplete="current-password" />
        </Form>
        {says.ownToo && <Alone token={given} says={says} />}
      </SignInFrame>
    );
  if (says?.asks === "sign-in")
    return (
      <SignInFrame title={`Access to ${says.organisation}`} sub="This address has a password already.">
        <p>Sign in with it. The manager who lets you in then reads a code to you.</p>
        <p>
          <Go href="/sign-in">Sign in</Go>
        </p>
        {says.ownToo && <Alone token={given} says={says} />}
      </SignInFrame>
    );
  return (
    <SignInFrame
      title="Set your password"
      sub={`${says ? `${opening(says)} ` : ""}The link works once. Afterwards you sign in with your email address.`}
    >
      <Form action={setPasswordAction} submit="Set this password" wide hidden={hidden}>
        <NewPasswordFields />
      </Form>
    </SignInFrame>
  );
}

/** Nobody depends on a password that somebody else may have set for their address. */
function Alone({ token, says }: { token: string; says: LinkSays }) {
  return (
    <p>
      Not your password, or you do not know it?{" "}
      <Go href={`/set-password?token=${encodeURIComponent(token)}&alone=yes`}>
        Set a password for {says.organisation} alone
      </Go>
    </p>
  );
}

function opening({ organisation, posts }: LinkSays): string {
  return posts.length > 0
    ? `You come in to ${organisation} as: ${posts.join(", ")}.`
    : `You come in to ${organisation}.`;
}
