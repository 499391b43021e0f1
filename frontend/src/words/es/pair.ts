import type * as en from "../en/pair";
import type { Words } from "../shape";

/** Inviting, joining, confirming. */
export const pair: Words<typeof en.pair> = {
  title: "Invita a tu pareja",
  steps: ["Envías una invitación.", "Tu pareja pide unirse.", "Compruebas que de verdad es tu pareja."],
  make: "Crear una invitación",
  ready: "Tu invitación",
  until: (when: string) => `Sirve una vez, hasta el ${when}. Esta página se actualiza sola.`,
  share: "Compartir el enlace",
  shareText: (name: string) =>
    `${name} te invita a un rato para dos: responder por separado, verlo en pareja y hablar.`,
  copy: "Copiar el enlace",
  copied: "Se copió el enlace.",
  copyFailed: "Aquí no se pudo copiar. El código de abajo hace lo mismo.",
  qr: "Código QR con el enlace de la invitación, para escanear con una cámara",
  code: "O se escanea, o se lee en voz alta",
  hidden: "Tu invitación está abierta",
  hiddenLead:
    "Su enlace solo se muestra una vez, para que nadie más se lo lleve. Si ya no lo tienes, crea otra invitación; la anterior deja de funcionar.",
  makeNew: "Crear otra",
  cancel: "Cancelar la invitación",
  cancelled: "La invitación ya no funciona.",

  askedTitle: "¿Es tu pareja?",
  askedLead: (name: string) => `${name} quiere unirse a ti.`,
  askedWith: "Entró con",
  confirm: "Sí, es mi pareja",
  decline: "No, es otra persona",
  declined: "Esa persona no pudo unirse. Tu invitación ya no funciona.",

  waitTitle: "Ya casi está",
  waitLead: (name: string) => `Ahora ${name} comprueba que eres tú. Esta página se actualiza sola.`,
  withdraw: "Retirarme",
  notConfirmed: "Esta invitación no se confirmó, o ha caducado. Puedes pedir otra.",
  already: "Ya tienes pareja aquí",
  alreadyLead: (name: string) =>
    `Compartes un espacio con ${name}. Para unirte a otra persona, antes déjalo en Ajustes.`,

  inShort: (name: string) =>
    `${name} administra este servidor y técnicamente podría leer las respuestas. Tu pareja solo ve lo que compartes.`,
  /** At home, where the operator is often the partner. */
  inTheApp: "En la app, tu pareja solo ve lo que compartes, cuando están las dos partes.",
  readMore: "Leer más",
  whoRuns: "Quién administra este servidor",
  alsoKnows: "El servidor también sabe tu dirección de correo, quién es tu pareja y cuándo termina cada persona.",
  alsoKnowsWithoutMail: "El servidor también sabe quién es tu pareja y cuándo termina cada persona.",
  watchedTitle: "Quizá alguien mira tu dispositivo",
  watched:
    "Quien conozca tu clave puede leer lo que tú lees aquí. Si eso te preocupa, usa otro dispositivo o no respondas. Puedes irte cuando quieras.",
};

export const join: Words<typeof en.join> = {
  title: "Únete a tu pareja",
  letterTitle: "Tienes una invitación",
  letterLead: "Alguien te propone un rato para dos.",
  /** After the inviter's name. */
  letterFrom: "te invita a un rato para dos: responder por separado, verlo en pareja y hablar.",
  whoInvites: "¿Quién me invita?",
  name: "Tu nombre",
  nameMissing: "Escribe un nombre.",
  email: "Tu dirección de correo",
  emailMissing: "Escribe tu dirección de correo, por ejemplo robin@example.org.",
  haveAccount: "Ya tengo cuenta",
  leadSignedOut: "Primero entra. Después podrás escribir tu código.",
  signIn: "Entrar para unirme",
  look: "Ver quién te invita",
  button: "Unirme",
  signedInAs: (name: string, email: string | null) => `Tu sesión es la de ${name}${email ? ` (${email})` : ""}.`,
  switchPerson: "Entrar con otra cuenta",

  code: "Código de tu pareja",
  codeHint: "Ocho letras y números, por ejemplo ABCD-EFGH.",
  codeMissing: "Escribe las ocho letras y números del código.",
  notUsable:
    "Esta invitación no se puede usar. Revisa el código. Si está bien, la invitación ya se usó, se canceló o tiene más de un día: pide otra.",
  /** By a link, where no code was typed. */
  notUsableLink: "Esta invitación ya se usó, se canceló o tiene más de un día. Pide otra.",
  own: "Esta invitación es la tuya. Envíasela a tu pareja.",
  alreadyPaired: "Ya tienes pareja aquí. Para unirte a otra persona, antes deja tu espacio en Ajustes.",
};

/** The moment of linking. */
export const together: Words<typeof en.together> = {
  title: "Ya es cosa de dos",
  and: "y",
  lead: "El primer repaso es corto.",
  begin: "Empezar",
};
