"use client";

import { useEffect } from "react";
import { reasonsPrefix } from "#lib/board/reasons-prefix.ts";

/** At the door nobody is signed in here any longer, so what was typed as a reason in this tab goes. */
export function ForgetReasons() {
  useEffect(() => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(reasonsPrefix)) sessionStorage.removeItem(key);
  }, []);
  return null;
}
