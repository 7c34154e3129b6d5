import type { Metadata } from "next";
import { SignInForm } from "#components/access/sign-in-form.tsx";
import { ForgetReasons } from "#components/board/forget-reasons.tsx";
import { SaidHere } from "#components/shell/said-here.tsx";
import { SignInFrame } from "#components/shell/sign-in-frame.tsx";
import { demoAccounts, isDemo } from "#lib/access/demo.ts";
import { whatWasSaid } from "#lib/forms/said.ts";
import { signInAction } from "./actions.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { as } = await searchParams;
  const said = await whatWasSaid();
  const chosen = isDemo() ? demoAccounts.find(([email]) => email === as) : undefined;
  return (
    <SignInFrame
      title="Sign in"
      other={
        isDemo() ? (
          <DemoAccounts />
        ) : (
          <p>Forgotten your password? Ask your organisation's administrator for a new link.</p>
        )
      }
    >
      <ForgetReasons />
      {said ? <SaidHere key={said.id} path={said.path} words={said.words} tone={said.tone} /> : null}
      <SignInForm
        key={chosen?.[0]}
        action={signInAction}
        start={chosen ? { step: "password", email: chosen[0] } : { step: "email", email: "" }}
      />
    </SignInFrame>
  );
}

function DemoAccounts() {
  return (
    <details open>
      <summary>Sample accounts. Password: holdfast-demo</summary>
      <ul className="demo-accounts">
        {demoAccounts.map(([email, role]) => (
          <li key={email}>
            <a href={`/sign-in?as=${encodeURIComponent(email)}`} target="_self">
              {email}
            </a>
            <small className="muted">{role}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}
