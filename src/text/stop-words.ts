import { primaryLanguage } from './words.ts'

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u))

/**
 * Function words by language, lower-cased and in the form that `words` gives them. Compact on purpose: what is merely
 * frequent in news is weighed down by document frequency, not listed.
 */
export const stopWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: list(`
    a about above across after again against all almost along already also although always am among an and another any
    are around as at away back be became because become been before began being below between both but by came can
    cannot come could did didnt do does doesnt doing done dont down during each either else enough even ever every few
    first for from further get gets getting give given go goes going gone got had has hasnt have havent having he her
    here hers herself him himself his how however i if im in into is isnt it its itself ive just last later least less
    let like made make makes many may me might more most much must my myself near neither never next no nor not nothing
    now of off often on once one only onto or other others our out over own per perhaps put quite rather really said
    same say saying says see seem seen several shall she should since so some something still such take taken than that
    thats the their them then there these they thing things this those though through thus till to together told too
    took toward towards two under until up upon us use used very via want wants was wasnt way we well went were what
    when where whether which while who whom whose why will with within without wont would yet you your youre`),
  de: list(`
    ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bin bis bist da
    dabei dafür damit dann das dass daß dazu dem den denen denn der deren des dessen die dies diese diesem diesen dieser
    dieses doch dort du durch ein eine einem einen einer eines er erst es etwa etwas euch für gegen gibt habe haben hat
    hatte hatten heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem
    jeden jeder jedes jetzt kann kein keine keinen können könnte laut machen man mehr mein mich mir mit muss müssen nach
    nicht nichts noch nun nur ob oder ohne schon sehr sei sein seine seinem seinen seiner seit sich sie sind so soll
    sollen sollte sondern sowie über um und uns unter viele vom von vor war waren was weil weiter wenn wer werden wie
    wieder will wir wird wo wurde wurden zu zum zur zwei zwischen`),
  fr: list(`
    à afin ainsi alors après au aucun aujourdhui aussi autre autres aux avait avant avec avoir bien c car ce ceci cela
    celle celui ces cet cette ceux chez chaque ci comme contre d dans de depuis des deux devant dit doit donc dont du
    elle elles en encore entre est et étaient était étant été être eu eux fait faire fois hier hui il ils j je jusqu l
    la là laquelle le lequel les leur leurs lors lorsque lui m ma mais même mes moins mon n ne ni non nos notre nous on
    ont or ou où par parce pas pendant peu peut plus plusieurs pour pourquoi près qu quand que quel quelle quelques qui
    quoi s sa sans se sera ses si son sont sous sur t ta te tel telle tous tout toute toutes très trop tu un une vers
    voici vos votre vous y`),
  es: list(`
    a además al algo algunas algunos ante antes años aquel aquella así aún aunque bajo bien cada casi como cómo con
    contra cual cuando cuatro de debe del desde después dice dijo donde dos durante e el él ella ellas ellos en entre
    era eran es esa esas ese eso esos esta está estaba están estas este esto estos fue fueron ha había habían hace hacer
    hacia han hasta hay hoy la las le les lo los luego más me mi mientras mismo mucho muy nada ni no nos nosotros o otra
    otras otro otros para parte pero poco por porque puede pues que qué quien quienes se sea según ser si sí sido sin
    sobre solo sólo son su sus también tan tanto te tiene tienen toda todas todo todos tras tres tu un una uno unos y ya
    yo`),
  it: list(`
    a ad agli ai al alla alle allo altra altre altri altro anche ancora avere aveva c che chi ci come con contro così
    cui d da dagli dai dal dalla dalle dallo dei degli del dell della delle dello dentro di dopo dove due durante e è ed
    era erano essere fa fare fatto fino fra gli ha hanno ho i il in infatti invece io l la le lei li lo loro lui ma mai
    me meno mentre mi mio molto ne né negli nei nel nell nella nelle nello no noi non nostra nostro o ogni oggi oltre
    ora per perché però più poi poco prima proprio può quale quali quando quanto quella quelle quelli quello questa
    queste questi questo qui se secondo sempre senza si sia sono sotto stata stati stato su sua sue sugli sui sul sulla
    sulle suo suoi tra tre troppo tutta tutte tutti tutto un una uno va verso vi`),
  pt: list(`
    a à ainda além algumas alguns ao aos apenas após aquela aquele as às assim até cada com como contra da das de depois
    desde dessa desse desta deste dia disse do dois dos durante e é ela elas ele eles em enquanto entre era eram essa
    esse esta está estão estava este eu foi for foram há isso isto já lhe mais mas me mesmo meu minha muito na não nas
    nem no nos nós nossa nosso num numa o onde ontem os ou outra outras outro outros para pela pelas pelo pelos pode
    podem por porque pouco qual quando que quem são se segundo sem sendo ser será seu seus sido sobre sua suas também
    tem têm ter tinha toda todas todo todos três tudo um uma vai você`),
  nl: list(`
    aan al alle alleen als altijd andere ben bij binnen bleek daar dan dat de der deze die dit doen door dus een één
    eens eerste en er geen had hadden hebben heeft heel hem het hier hij hoe hun ik in is ja je kan komen kon kunnen
    maar me meer men met mij mijn moet moeten na naar niet niets nog nu of om omdat ons onder onze ook op over sinds te
    tegen tegenover ten toch toen tot tussen twee uit van veel via volgens voor waar waren was wat we weer wel werd
    werden wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zoals zou zouden`),
  pl: list(`
    a aby ale ani aż bardzo bez bo by był była było były być będą będzie chce ci co coś czy czyli czym dla do dwa dwóch
    go gdy gdyby gdzie i ich ile im innych iż ja jak jako jakie jednak jego jej jest jestem jeszcze jeśli już kiedy kto
    która które którego której który których którym którzy lat lub ma mają między mnie może można mu my na nad nam nas
    nawet nich nie niż no o od ona one oni ono oraz po pod ponad ponieważ powiedział poza pracy przed przez przy roku są
    się sobie swoje swojej ta tak także tam te tego tej ten też to tu tych tylko tym u w we według wie wszystko wszystkich
    z za zaś ze że został została`),
  tr: list(`
    acaba ama ancak arasında artık aslında az bana bazı belki ben bir biri birkaç biz bu buna bundan bunu bunun çok çünkü
    da daha dahi de dedi değil diğer diye dolayı en fakat gibi göre hangi hem henüz hep hepsi her hiç için ile ilgili
    ise işte iki kadar karşı kez ki kim kimse mi mı mu mü nasıl ne neden nerede o olan olarak oldu olduğu olduğunu olmak
    olması olup on ona onlar onu onun sadece sanki şey siz şöyle şu sonra tarafından tüm tümü üzere üzerine var ve veya
    ya yani yapılan yaptığı yine yok zaten`),
  ru: list(`
    а без более больше будет будут бы был была были было быть в вам вас во вот все всего всех вы где да даже два для до
    его ее её если есть еще ещё же за и из из-за или им их к как какой когда которая которого которой которые который
    которых кто ли лишь между меня мне много может можно мы на над нам нас не него нее ней нет ни ним них но ну о об
    однако он она они оно от отметил очень перед по под после потому почти при про раз с сам свои своей своих своего
    себя сейчас со сказал сообщил сообщает так также такой там те тем то тогда того тоже той только том тот у уже хотя
    чего чем через что чтобы эта эти этим этих это этого этой этом этот я`),
  ar: list(`
    في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين اللذين ان أن إن أنه انه أنها كان كانت كما لم لن لا ما و او أو
    ثم قد لقد هو هي هم نحن أنا بعد قبل بين حتى حيث خلال عند كل لكن ليس منذ منها منه فيها فيه عليه عليها بها به له لها لهم
    غير أي إذا اذا لدى ضد حول أكثر وقد وكان وقال قال قالت وأن وفي ومن وهو وهي بأن فإن عام يوم أمام تم بعض نحو`),
  sv: list(`
    alla allt andra att av bara blev bli blir både de dem den denna deras det detta dig din dock du då där efter eller
    en ett fick finns flera från får för före genom ha hade han hans har hela henne hennes här hon honom hur i in ingen
    inom inte ja jag kan kom kommer kunde kunna man med mellan men mer mot mycket många måste nu när något några och
    också om oss på sa sade samma samt sedan sig sin sina sitt ska skulle som säger så sådan till två under upp ut utan
    vad var vara varit varje vem vi vid vilket vill än är även över`),
  zh: list(`
    的 了 在 是 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 那 他 她 它 们 我们 他们 与 及 或 但 而
    对 对于 于 以 从 被 把 让 向 将 为 为了 因 因为 所以 如果 并 并且 等 之 其 该 此 这个 这些 那些 中 后 前 时 年 月 日 表示 已 已经
    可以 可能 还 更 最 又 再 个 位 名 称`),
  ja: list(`
    の に は を た が で て と し れ さ ある いる も する から な こと として い や れる など なっ ない この ため その あっ よう また
    もの という あり まで られ なる へ か だ これ によって により おり より による ず なり られる において です ます まし でし だっ`),
}

const everywhere = new Set(Object.values(stopWords).flatMap((words) => [...words]))

/**
 * The words that only serve grammar in a language (BCP 47 tag). With null or a language that has no list, the words of
 * all lists.
 */
export const stopWordsOf = (language: string | null): ReadonlySet<string> =>
  stopWords[primaryLanguage(language)] ?? everywhere

/** Whether a lower-cased word only serves grammar in a language, as `stopWordsOf` lists them. Constant time. */
export const isStopWord = (word: string, language: string | null): boolean => stopWordsOf(language).has(word)
