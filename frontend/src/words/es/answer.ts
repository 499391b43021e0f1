import type * as en from "../en/answer";
import type { Words } from "../shape";

const characters = (count: number) => (count === 1 ? "1 carácter" : `${count.toLocaleString("es")} caracteres`);

/** Answering a check-in, waiting for the partner, and words that stayed on this device. */
export const answer: Words<typeof en.answer> = {
  title: "Tu repaso",
  leave: "Más tarde",
  loading: "Cargando tu repaso",
  progress: (at: number, of: number) => `Pregunta ${at} de ${of}`,
  kicker: {
    anchor: "En los últimos siete días",
    reason: "En los últimos siete días",
    appreciation: "Para empezar",
    guess: "Una suposición",
    wish: "Para terminar",
    agreement: "Nuestros acuerdos",
  },
  tenderKicker: "Un tema delicado · en los últimos siete días",
  guessAbout: (name: string) => `¿Qué crees que respondería ${name}?`,
  skip: "Saltar",
  nothingThisWeek: "Nada esta semana",
  addNote: "Añadir unas palabras",
  note: "Tus palabras",
  wordsHere: "Escribe lo que quieras, mucho o poco",
  remaining: (count: number) => `${count === 1 ? "Queda" : "Quedan"} ${characters(count)}`,
  tooLong: (count: number) => `${count === 1 ? "Sobra" : "Sobran"} ${characters(count)}`,
  joined: "Escribiste esto en dos sitios. Aquí están los dos textos; acórtalos como quieras.",
  talk: "Hablar de esto",
  talkHint: "Una nota así se convierte en conversación.",
  /** After it, where the check-in ends with words of one's own. */
  talkHintEnd: "Lo que escribas al final va primero.",
  onlyMe: "Solo para mí",
  shareHint: (name: string) => `${name} lo verá cuando estén todas las respuestas.`,
  onlyMeHint: (name: string) => `Para ${name} parece exactamente una pregunta saltada.`,
  /** Tender topics ask who may see the answer. */
  whoSees: "¿Quién puede ver esta respuesta?",
  shareWith: (name: string) => `${name} y yo`,
  undecided: "Mientras no elijas, solo la ves tú.",
  /** The question about an agreement of the two. */
  keepIt: {
    title: "¿Mantenerlo?",
    keep: "Sí, mantenerlo",
    rest: "Dejarlo en reposo",
    sealed: (name: string) =>
      `${name} no ve esta respuesta en ningún momento. Con dos síes, el acuerdo sigue. Si no, queda en reposo.`,
    review: "Solo se ve el resultado: si sigue o no",
  },
  solo: "Solo tú puedes leer esto.",
  /** Asked once, at the first prompt. */
  usual: "¿Quién ve tus respuestas?",
  usualHint: (name: string) =>
    `${name} ve lo que compartes cuando están todas las respuestas. Puedes cambiar cada respuesta, y esta elección en Privacidad.`,
  undo: "Deshacer",
  back: "Atrás",
  next: "Siguiente",
  toReview: "Revisar",
  backToReview: "Listo",
  saved: "Guardado",
  saving: "Guardando",
  savedHere: "Guardado aquí, se enviará luego",
  /** Where the browser keeps nothing: the words are on this page alone. */
  keepOpen: "Todavía sin enviar. Deja abierta esta página.",
  fault: "Sin enviar: algo falló en esta app.",
  memory: {
    body: "Este navegador no guarda nada entre visitas. Lo que escribes está en esta página y, mientras haya conexión, en el servidor. Deja la página abierta hasta que envíes tus respuestas.",
    understood: "Está bien",
  },
  signedOut: "Guardado en este dispositivo. Vuelve a entrar para enviarlo.",
  refused: "Guardado en este dispositivo. Una nota es demasiado larga.",
  refusedOther: "Guardado en este dispositivo. Todavía no se ha enviado.",
  review: {
    title: "Revisa tus respuestas",
    lead: "Toca una respuesta para cambiarla.",
    leadLocks: "Toca una respuesta para cambiarla. Al lado pone quién la ve: tócalo para cambiarlo.",
    notAnswered: "Sin responder",
    skipped: "Saltada",
    guess: "Tu suposición:",
    private: "Solo para mí",
    shared: (name: string) => `${name} y yo`,
    /** A screen reader's name for the lock of an answer. */
    lock: (now: string, prompt: string) => `${now}. Cambiar quién la ve: ${prompt}`,
    talk: "Para hablar de ello",
    unanswered: (count: number) =>
      count === 1
        ? "Una pregunta está sin responder. No pasa nada: contará como saltada."
        : `${count} preguntas están sin responder. No pasa nada: contarán como saltadas.`,
    final: "Sellado hasta que estén todas las respuestas",
    finalAlone: "Solo para ti",
    finalBody: (name: string) =>
      `${name} ve lo que compartes solo cuando están todas las respuestas. Hasta entonces puedes recuperar tus respuestas; después se quedan como están.`,
    finalSolo: "Solo tú puedes leer tus respuestas. Hasta que se cierre el repaso puedes recuperarlas y cambiarlas.",
    told: (name: string) => `${name} verá que tu parte está lista.`,
    tellNot: (name: string) => `No avisar a ${name}`,
    toldNoMore: "Cambiado. También puedes elegirlo en Privacidad.",
    /** At home, where the partner may run the server. */
    notToldInApp: (name: string) => `En la app, ${name} no verá que tu parte está lista.`,
    notTold: (name: string) => `${name} no verá que tu parte está lista.`,
    submit: "Enviar mis respuestas",
    discard: "Borrar estas respuestas",
    discardSure: "Sí, borrarlas",
    discarded: "Tus respuestas se borraron.",
    nothing: "Antes, responde o salta al menos una pregunta.",
    lookAgain:
      "Tus respuestas también cambiaron en otro dispositivo. No se perdió nada. Revísalas otra vez antes de enviarlas.",
  },
  startFrom: {
    title: "Ya respondiste una parte de esto",
    lead: (name: string) =>
      `Respondiste algunas de estas preguntas por tu cuenta, antes de que ${name} estuviera aquí. Puedes partir de esas respuestas y cambiar cada una.`,
    sharing: (name: string) =>
      `Las respuestas con palabras empiezan como «Solo para mí»; las demás se comparten como cualquier respuesta nueva. A ${name} no le llega nada hasta que revises y envíes tus respuestas.`,
    take: "Partir de mis respuestas",
    fresh: "Empezar de cero",
    none: "Esta vez las preguntas son otras, así que empiezas de cero.",
  },
  gone: {
    title: "Este repaso no está aquí",
    body: "Puede que se haya cerrado, o que se haya cerrado su espacio. Si guardaste respuestas, están en Historial.",
    history: "Ir a Historial",
    offlineTitle: "Ahora no hay conexión",
    offlineBody: "Este repaso todavía no se ha abierto en este dispositivo. Aparecerá cuando vuelva la conexión.",
    home: "Ir a esta semana",
  },
  ended: {
    submittedTitle: "Ya se envió",
    submittedBody: "Este repaso se envió sin las palabras de abajo.",
    submittedWhole: "Este repaso se envió.",
    closedTitle: "Ya se cerró",
    closedBody: "Este repaso se cerró antes de que se pudieran enviar las palabras de abajo.",
    closedWhole: "Este repaso se cerró antes de que lo enviaras.",
    spaceTitle: "Este espacio se cerró",
    spaceBody: "Se cerró antes de que se pudieran enviar las palabras de abajo.",
    spaceWhole: "Se cerró antes de que enviaras este repaso.",
    /** Of words that the server does not have. */
    here: "Solo están en este dispositivo.",
    hereInMemory: "Solo están en esta página, y se pierden cuando la cierres.",
    /** Of answers that the server has. */
    saved: "Lo que habías guardado antes está en Historial.",
    savedWhole: "Lo que escribiste está en Historial.",
    history: "Ir a Historial",
    copy: "Copiar mis palabras",
    copied: "Copiado",
    remove: "Quitarlas de este dispositivo",
    removeSure: "Sí, quitarlas",
  },
};

export const waiting: Words<typeof en.waiting> = {
  title: "Tu parte está lista",
  notYet: "Todavía no.",
  body: (name: string) => `Cuando esté también la de ${name}, se abren a la vez.`,
  until: (when: string) => `Este repaso está abierto hasta el ${when}.`,
  tenderOffer:
    "Algunos temas, como el contacto físico o la confianza, solo aparecen con dos síes. Eliges por tu cuenta.",
  tenderLink: "Elegir en Privacidad",
  sending: "Casi está",
  sendingBody: "Ahora no hay conexión. Tus respuestas están en este dispositivo y se enviarán en cuanto vuelva.",
  sendingKeepOpen:
    "Ahora no hay conexión, y este navegador no guarda nada entre visitas. Deja abierta esta página: tus respuestas se enviarán en cuanto vuelva la conexión.",
  faultBody:
    "Algo falló al enviar tus respuestas. Todavía no se han enviado, y siguen aquí. Inténtalo otra vez y deja abierta esta página hasta que funcione.",
  sendAgain: "Intentar otra vez",
  signedOutBody: "Tus respuestas están en este dispositivo. Vuelve a entrar para enviarlas.",
  soloTitle: "Listo por esta semana",
  soloBody: "Solo tú puedes leer tus respuestas. Puedes volver a leerlas en Historial.",
  closedTitle: "Ya se cerró",
  closedBody:
    "A la hora del cierre faltaban respuestas, así que no se abre ninguna. Lo que escribiste sigue siendo tuyo.",
  closedAlone: "Este repaso se cerró. Lo que guardaste está en Historial, y solo tú puedes leerlo.",
  spaceTitle: "Este espacio se cerró",
  spaceBody: "Se cerró mientras esperabas. Lo que escribiste está en Historial.",
  home: "Volver a esta semana",
  readAgain: "Leer lo que escribí",
  takeBack: "Recuperar mis respuestas",
  takenBack: "Vuelven a ser un borrador. Nadie las ha visto.",
  tooLate: "Ya están todas las respuestas, así que ya se puede leer todo.",
};
