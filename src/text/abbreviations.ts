/** How a language writes shortened words, as far as a full stop may or may not end a sentence. All lower case, without the last stop. */
export interface Abbreviations {
  /** Always followed by what they belong to: a stop after them never ends a sentence. */
  readonly leading: ReadonlySet<string>
  /** They stand at the end of a sentence as often as inside one: the next word decides. */
  readonly trailing: ReadonlySet<string>
  /** Words that, written with a capital, can only be the first of a sentence. */
  readonly openers: ReadonlySet<string>
  /** Verbs by which a speaker is named behind a quotation that ends in a question or exclamation mark. */
  readonly speech: ReadonlySet<string>
  /** Whether a short number with a stop is an ordinal, as in German dates. */
  readonly ordinals: boolean
}

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

const english: Abbreviations = {
  leading: list(`
    mr mrs ms mx dr prof rev fr sr sra hon messrs gov lt sen sens rep reps gen col maj capt cmdr cpl sgt adm brig insp
    supt det ofc pres atty dist st mt ft no nos vs v approx est fig vol pp p art sec ed eds cf viz al ave blvd rd
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun e.g i.e u.s.s msgr amb`),
  trailing: list(`
    u.s u.k u.n e.u u.s.a u.a.e d.c n.y l.a p.m a.m inc corp co ltd llc plc bros jr etc ph.d m.d b.a m.a esq dept univ
    assn intl ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore
    pa tenn tex va vt wash wis wyo n.h n.j n.m n.c n.d r.i s.c s.d w.va ont que`),
  openers: list(`
    the a an he she it they we you i his her its their our my this that these those there here in on at for from with by
    as if when while after before since until but and or so however meanwhile also although though because both each
    many most some such what who where why how under over during among according another no not one two three`),
  speech: list(`
    said says asked asks told tells wrote writes added adds replied replies shouted yelled cried wondered demanded
    tweeted recalled joked exclaimed responded`),
  ordinals: false,
}

const german: Abbreviations = {
  leading: list(`
    dr prof hr fr st nr bzw ca ggf inkl exkl sog vgl z.b d.h u.a z.t i.d.r v.a o.ä s.o s.u abs art bd evtl gen geb gest
    ing jan feb mär apr jun jul aug sept okt nov dez mio mrd str tel dipl kl max min rd einschl bspw allg`),
  trailing: list('usw etc u.s.w jr sen co e.v v.chr n.chr u.s'),
  openers: list(`
    der die das ein eine er sie es wir ich ihr sein seine ihre dies diese dieser im in am an auf bei für mit nach von vor
    zu zum zur wenn als während aber und doch auch denn weil da dabei damit danach dann dort hier laut unter über`),
  speech: list('sagte sagt fragte fragt erklärte rief schrieb antwortete'),
  ordinals: true,
}

const spanish: Abbreviations = {
  leading: list(`
    sr sra srta sres dr dra prof lic ing arq gral cnel cap tte sto sta av avda núm nº art pág págs vol cf p.ej ej mons
    excmo excma dpto tel aprox ene feb mar abr jun jul ago sept oct nov dic`),
  trailing: list('ee.uu ee uu etc s.a s.l s.a.s a.m p.m d.f cía ltda jr'),
  openers: list(`
    el la los las un una unos unas él ella ellos su sus este esta estos estas ese esa en con por para según tras desde
    durante cuando mientras pero y también además sin como si no se ya aunque`),
  speech: list('dijo dice preguntó afirmó respondió exclamó señaló añadió'),
  ordinals: false,
}

const french: Abbreviations = {
  leading: list(`
    m mm mme mlle mgr dr pr me st ste n° no art p pp vol cf env av bd tél janv févr avr juil sept oct nov déc p.ex c.-à-d`),
  trailing: list('etc s.a s.a.r.l j.-c ltd cie jr'),
  openers: list(`
    le la les un une des il elle ils elles on nous ce cette ces son sa ses leur leurs en dans avec par pour selon après
    depuis pendant quand lorsque mais et aussi sans comme si ne à au aux`),
  speech: list('dit déclare demande lance répond affirme explique'),
  ordinals: false,
}

const byLanguage: Readonly<Record<string, Abbreviations>> = { en: english, de: german, es: spanish, fr: french }

/** The abbreviations of a language (BCP 47 tag), null where none are known. Text of an unknown language is read as English. */
export function abbreviationsOf(language: string | null): Abbreviations | null {
  return byLanguage[(language ?? 'en').slice(0, 2).toLowerCase()] ?? null
}
