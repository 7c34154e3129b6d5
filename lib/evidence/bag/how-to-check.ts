import type { BundleContent } from "#lib/evidence/bag/bundle.ts";
import { pdfName } from "#lib/evidence/bag/layout.ts";

/** HOW-TO-CHECK.txt: four roads, none of which needs the portal. */
export function howToCheck(content: BundleContent, keyFingerprint: string): string {
  return `How to check evidence bundle ${content.reference}

You need no network and no account. Any one of the ways below finds a changed file.
Start with the folder ${content.reference} that comes out of the ZIP.


1. In a browser

Open verify.html and choose the ZIP file itself. The page runs on your machine and sends nothing.
It came inside the ZIP. If you do not trust the ZIP, use the provider's own page at /verify, or 2 to 4 below.


2. With the tools of Linux or a Mac

On a Mac write "shasum -a 256 -c" for "sha256sum -c" and "shasum -a 512 -c" for "sha512sum -c".

    cd ${content.reference}
    sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt
    sha512sum -c manifest-sha512.txt tagmanifest-sha512.txt

Each line must end in OK. Then check who signed the list of lists:

    openssl pkeyutl -verify -pubin -inkey signature/public-key.pem -rawin \\
      -in tagmanifest-sha512.txt -sigfile signature/tagmanifest-sha512.sig

The answer must be "Signature Verified Successfully". The trail's checkpoint has a signature of its own:

    openssl pkeyutl -verify -pubin -inkey signature/public-key.pem -rawin \\
      -in data/trail/checkpoint.txt -sigfile data/trail/checkpoint.sig


3. With PowerShell on Windows

    cd ${content.reference}
    foreach ($list in "manifest-sha256.txt", "tagmanifest-sha256.txt") {
      foreach ($line in Get-Content $list) {
        $sum, $file = $line -split "  ", 2
        if ((Get-FileHash -Algorithm SHA256 -LiteralPath $file).Hash -ne $sum) { "CHANGED: $file" }
      }
    }

No answer means that nothing was changed. Windows has no built-in check of the signature; use 1 or 2 for it.


4. The key

The signature proves who made the bundle only if the key is the provider's. Its fingerprint (SHA-256 of the
raw Ed25519 public key) must be the one that the provider published or told you by another road:

    ${keyFingerprint}

To work it out yourself:

    openssl pkey -pubin -in signature/public-key.pem -outform DER | tail -c 32 | sha256sum


5. The records fingerprint on the cover of the PDF

It binds every file in the folder data but the PDF itself:

    grep -v '  ${pdfName(content.reference)}$' manifest-sha256.txt | LC_ALL=C sort | sha256sum


What the signature covers

The signature is over tagmanifest-sha512.txt. That file covers the two manifests, and they cover every file in
the folder data. Four files are written after it and so stand in no manifest: tagmanifest-sha256.txt,
tagmanifest-sha512.txt, signature/tagmanifest-sha512.sig and its base64 copy. A bundle holds no other file.
`;
}
