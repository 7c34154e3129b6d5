"use client";

import { Button } from "#components/ui/button.tsx";
import "./globals.css";

export default function PortalFault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en-GB">
      <body>
        <main className="plain-page">
          <title>Holdfast did not load</title>
          <h1 className="title">Holdfast did not load</h1>
          <p className="lede">
            Something went wrong on our side. If care is affected, use the printed steps in your downtime folder.
          </p>
          {error.digest ? <p className="muted">Reference for support: {error.digest}</p> : null}
          <Button onClick={reset}>Try again</Button>
        </main>
      </body>
    </html>
  );
}
