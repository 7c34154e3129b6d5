"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";

/** Sends the file beside the page, so that what is typed in another form of the page stays. Without script it posts. */
export function AttachPost({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    setPending(true);
    try {
      const answer = await fetch("/files/attach", { method: "POST", body: new FormData(form) });
      const { pathname, search, searchParams } = new URL(answer.url);
      const address = `${pathname}${search}`;
      // Any other answer is a page of its own: the browser goes there by itself.
      if (!searchParams.has("attached") || !isOurs(address)) return form.submit();
      form.reset();
      router.replace(address);
    } catch {
      form.submit();
    } finally {
      setPending(false);
    }
  }

  return (
    <form
      className="form"
      method="post"
      action="/files/attach"
      encType="multipart/form-data"
      onSubmit={(event) => void send(event)}
      aria-busy={pending || undefined}
    >
      {children}
    </form>
  );
}

function isOurs(address: string): address is Route {
  return address.startsWith("/") && !address.startsWith("//");
}
