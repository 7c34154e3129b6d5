import type { ReactNode } from "react";
import { Mark } from "#components/ui/mark.tsx";
import { Motif } from "#components/ui/motif.tsx";
import { SkipLink } from "#components/ui/skip-link.tsx";

type SignInFrameProps = {
  title: string;
  /** The organisation, when it is already known. */
  sub?: string;
  /** Links under the form: another way in, help. */
  other?: ReactNode;
  /** Stands at the foot of the form's side. */
  foot?: ReactNode;
  /** Links at the foot of the panel. */
  links?: ReactNode;
  children: ReactNode;
};

export function SignInFrame({ title, sub, other, foot, links, children }: SignInFrameProps) {
  return (
    <div className="signin">
      <SkipLink />
      <main id="main" tabIndex={-1} className="signin-form">
        <p className="brandrow">
          <Mark size={34} />
          <span>Holdfast</span>
        </p>
        <div className="middle">
          <h1>{title}</h1>
          {sub ? <p className="sub">{sub}</p> : null}
          {children}
          {other ? <div className="alt">{other}</div> : null}
        </div>
        {foot}
      </main>
      <aside className="signin-panel" aria-label="What Holdfast is for">
        <Motif />
        <div className="question">
          <p>If systems failed tonight, would care stay safe?</p>
          <p>
            Holdfast keeps the answer current: what is printed, what has been practised, who has been briefed, and what
            was learned last time.
          </p>
        </div>
        <div className="foot">
          <span className="grow">Open source</span>
          {links}
          <span>Times shown are UK local time</span>
        </div>
      </aside>
    </div>
  );
}
