import type { Metadata } from "next";
import { NewPasswordFields } from "#components/access/new-password-fields.tsx";
import { SignInFrame } from "#components/shell/sign-in-frame.tsx";
import { Form } from "#components/ui/form.tsx";
import { setPasswordAction } from "./actions.ts";

export const metadata: Metadata = { title: "Set your password" };

/** Opening the address does nothing: mail scanners open links too. Only the form uses the link. */
export default async function SetPasswordPage({ searchParams }: PageProps<"/set-password">) {
  const { token } = await searchParams;
  return (
    <SignInFrame title="Set your password" sub="The link works once. Afterwards you sign in with your e-mail address.">
      <Form
        action={setPasswordAction}
        submit="Set this password"
        wide
        hidden={{ token: typeof token === "string" ? token.slice(0, 100) : "" }}
      >
        <NewPasswordFields />
      </Form>
    </SignInFrame>
  );
}
