import { Eye } from "lucide-react";
import type { ReactNode } from "react";
import { When } from "#components/ui/as-at.tsx";

export type Scope = {
  /** "Saltmarsh House, 1 November 2025 to 24 November 2026." */
  what: string;
  /** "Digital resilience only. Pages you open are recorded." */
  limits: string;
  ends?: Date;
};

/** Cannot be dismissed: an outside reader always knows what they see and that it is recorded. */
export function ScopeBanner({ scope, children }: { scope: Scope; children?: ReactNode }) {
  return (
    <section className="scopebar" aria-label="What you can see">
      <div className="outside-in">
        <span className="ro">
          <Eye size={17} aria-hidden="true" />
          Read only
        </span>
        <p className="grow">
          <b>{scope.what}</b> {scope.limits}
        </p>
        {scope.ends ? (
          <p className="ends">
            Access ends <When when={scope.ends} />
          </p>
        ) : null}
        {children}
      </div>
    </section>
  );
}
