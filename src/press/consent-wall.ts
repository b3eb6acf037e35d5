import { type Markup, markup } from './markup.ts'
import type { PressPublisher } from './press-text.ts'
import type { Site } from './site.ts'

/** What some sites show instead of an article, with status 200, until the visitor has agreed to cookies. */
export const consentWall = (publisher: PressPublisher, charset: Site['charset']): Markup => markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="${charset}">
<title>${publisher.name}: your consent</title>
<meta name="robots" content="noindex">
</head>
<body class="consent-page">
<div id="consent-wall" role="dialog" aria-modal="true">
<h1>Before you continue</h1>
<p>We and up to 214 partners store cookies on your device and process personal data, such as identifiers and the pages that you visit, to show advertising and to measure how it works.</p>
<p>You can agree to this, or take out a subscription without advertising. Your choice can be changed at any time in the privacy settings.</p>
<button>Agree and continue</button> <button>Subscribe</button> <button>Manage options</button>
<p><a href="/privacy">Privacy policy</a> <a href="/about">About us</a></p>
</div>
</body>
</html>
`
