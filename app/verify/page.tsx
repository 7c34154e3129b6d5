import type { Metadata } from "next";
import { KeyList } from "#components/evidence/key-list.tsx";
import { VerifyDrop } from "#components/evidence/verify-drop.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { Mark } from "#components/ui/mark.tsx";
import { Page } from "#components/ui/page.tsx";
import { SkipLink } from "#components/ui/skip-link.tsx";
import { publishedKeys } from "#lib/evidence/published-keys.ts";

export const metadata: Metadata = { title: "Check an evidence bundle" };

/** Open to everyone: a bundle must be checkable by people who have no account here. */
export default async function VerifyPage() {
  const keys = await publishedKeys();
  return (
    <>
      <SkipLink />
      <header className="outside-head">
        <div className="outside-in">
          <Go href="/" className="home-link">
            <Mark size={30} label="" />
            <b>Holdfast</b>
          </Go>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="outside-in outside-main">
        <Page title="Check an evidence bundle" says="The file you choose stays on this device. Nothing is sent.">
          <Card title="The bundle you hold">
            <VerifyDrop keys={keys} />
          </Card>
          <KeyList keys={keys} />
        </Page>
      </main>
    </>
  );
}
