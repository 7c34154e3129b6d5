"use client";

import { type ChangeEvent, useRef, useState } from "react";
import { describedBy, Field } from "#components/ui/field.tsx";
import { accepted } from "#lib/files/file.ts";

type Print = { sha256: string; bytes: number };
type Props = { id: string; error?: string | undefined; again?: boolean };

const hint =
  "PDF, PNG, JPEG, CSV or text, up to 50 MB. No care notes, names or photographs of people who use services.";

/** The file itself. Where the browser can, its length and fingerprint travel before it, so that a cut upload is seen. */
export function FileChoice({ id, error, again }: Props) {
  const latest = useRef<File | undefined>(undefined);
  const [print, setPrint] = useState<Print>();

  async function take(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0];
    latest.current = file;
    setPrint(undefined);
    if (!file || !globalThis.crypto?.subtle) return;
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (latest.current === file) setPrint({ sha256, bytes: file.size });
  }

  return (
    <>
      {print ? (
        <>
          <input type="hidden" name="sha256" value={print.sha256} />
          <input type="hidden" name="bytes" value={print.bytes} />
        </>
      ) : null}
      <Field fieldId={id} label="File" hint={again ? `Choose it again. ${hint}` : hint} error={error}>
        <input
          id={id}
          name="file"
          type="file"
          accept={accepted}
          required
          aria-describedby={describedBy(id, hint, error)}
          aria-invalid={error ? true : undefined}
          onChange={(event) => void take(event)}
        />
      </Field>
    </>
  );
}
