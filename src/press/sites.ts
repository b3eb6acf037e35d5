import type { Site } from './site.ts'
import { agency } from './sites/agency.ts'
import { broadcaster } from './sites/broadcaster.ts'
import { broadsheet } from './sites/broadsheet.ts'
import { ministry } from './sites/ministry.ts'
import { regional } from './sites/regional.ts'

/** The sites of the demo press in the order of their ports. */
export const sites: readonly Site[] = [agency, broadcaster, broadsheet, regional, ministry]
