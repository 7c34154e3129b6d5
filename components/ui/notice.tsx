import type { ReactNode } from "react";
import { StateShape } from "#components/ui/state-mark.tsx";
import { stopped } from "#lib/words.ts";

type NoticeProps = { tone?: "info" | "ok" | "warn" | "bad"; title?: string; live?: boolean; children?: ReactNode };

/** `live` announces it to a screen reader when it appears after an action. */
export function Notice({ tone = "info", title, live, children }: NoticeProps) {
  return (
    <div className={`note ${tone}`} role={live ? (tone === "bad" ? "alert" : "status") : undefined}>
      <StateShape state={tone} />
      <div className="grow">
        {title ? <b>{children ? stopped(title) : title} </b> : null}
        {children}
      </div>
    </div>
  );
}
