import type * as en from "../en/settings";
import type { Words } from "../shape";

/** Everything that can be set. */
export const settings: Words<typeof en.settings> = {
  title: "Ajustes",
  groups: { you: "Tú", together: "En pareja", checkIns: "Repasos", help: "Ayuda e información" },
  profile: "Nombre y zona horaria",
  schedule: "Cuándo se abren los repasos",
  reminders: "Recordatorios",
  privacy: "Privacidad",
  signIn: "Acceso y dispositivos",
  data: "Mis datos: descargar o borrar",
  invite: "Invitar a tu pareja",
  join: "Escribir un código de invitación",
  leave: "Dejar este espacio",
  leaveAlone: "Dejar de responder por tu cuenta",
  safety: "Ayuda y seguridad",
  about: "App y privacidad",
  install: "Añadir a la pantalla de inicio",
  installHint:
    "En Safari, toca Compartir y luego «Añadir a pantalla de inicio» o «Agregar a Inicio». En un iPhone o iPad hace falta para los recordatorios.",
  signOut: "Cerrar sesión",
  unsentTitle: "Parte de lo que escribiste solo está en este dispositivo",
  unsentLead: "Todavía no ha llegado al servidor. Si cierras sesión ahora, se pierde.",
  unsentStay: "Seguir aquí",
  unsentGo: "Cerrar sesión de todos modos",
  signedInAs: (email: string) => `Sesión de ${email}`,
};

export const profile: Words<typeof en.profile> = {
  title: "Nombre y zona horaria",
  name: "Tu nombre",
  nameHint: "Tu pareja ve este nombre.",
  nameHintAlone: "Tu pareja verá este nombre cuando se una.",
  nameMissing: "Escribe un nombre.",
  zone: "Tu zona horaria",
  zoneHint: "La usan las horas de silencio y los recordatorios.",
  saved: "Guardado.",
};

export const schedule: Words<typeof en.schedule> = {
  title: "Cuándo se abren los repasos",
  lead: "Lo mismo para ti y tu pareja. Puede cambiarlo cualquiera, y se ve quién lo hizo. Entre un repaso y otro hay al menos seis días. Si un cambio retrasa demasiado el próximo repaso, vale a partir del siguiente.",
  leadAlone:
    "Entre un repaso y otro hay al menos seis días. Si un cambio retrasa demasiado el próximo repaso, vale a partir del siguiente.",
  cadence: "Cada cuánto",
  weekly: "Cada semana",
  fortnightly: "Cada dos semanas",
  weekday: "Día",
  weekdays: ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"],
  time: "Hora",
  zone: "Zona horaria de los repasos",
  window: (hours: number) =>
    `Un repaso está abierto ${hours % 24 === 0 && hours > 24 ? `${hours / 24} días` : `${hours} horas`}.`,
  next: (when: string) => `El próximo se abre el ${when}.`,
  saved: "El nuevo horario está guardado.",
  restTitle: "Un descanso discreto, solo para ti",
  restLead: (partner: string) =>
    `No se te pregunta ni se te recuerda nada. Los repasos se abren y se cierran como de costumbre; para ${partner} parecen semanas en las que no respondiste.`,
  restLeadAlone: "No se te pregunta ni se te recuerda nada hasta que lo termines.",
  rest: "Tomar un descanso discreto",
  resting: "Tu descanso discreto ha empezado.",
  restEnd: "Terminar el descanso",
  rested: "Tu descanso discreto terminó.",
  pauseTitle: "Una pausa de pareja",
  pauseTitleAlone: "Poner los repasos en pausa",
  pauseLead:
    "La ves tú y la ve tu pareja, y nadie tiene que estar de acuerdo. No se abre ningún repaso ni llegan recordatorios hasta que tú o tu pareja los reanude.",
  pauseLeadAlone: "No se abre ningún repaso ni llegan recordatorios hasta que los reanudes.",
  pause: "Poner los repasos en pausa",
  resume: "Reanudar los repasos",
  paused: "Los repasos están en pausa.",
  resumed: "Los repasos siguen.",
  none: "Todavía no hay horario",
  noneLead: "Lo tendrás cuando empieces por tu cuenta o cuando tu pareja se una.",
};

export const reminders: Words<typeof en.reminders> = {
  title: "Recordatorios",
  lead: "Tú eliges qué recordatorios llegan y cuántos.",
  how: "Cómo",
  push: "En este y mis otros dispositivos",
  pushHint: "Una notificación corta en la pantalla de bloqueo.",
  email: "Por correo",
  asking: "Sobre el repaso",
  askingHint: "Dejan de llegar cuando terminas.",
  nudgeNow: (name: string) => `Un empujoncito para ${name}`,
  nudgeNowHint:
    "Cualquiera puede enviar uno mientras un repaso está abierto, haya terminado o no. Así que no revela nada.",
  othersFirst: "Con este límite, los demás recordatorios van primero.",
  atMost: "Como mucho, por repaso",
  atMostHint: "El mismo recordatorio por notificación y por correo cuenta como uno.",
  after: "Después del repaso",
  quiet: "Horas de silencio",
  quietHint: "Lo que toque en esas horas espera a que terminen.",
  quietFrom: "Desde",
  quietTo: "Hasta",
  text: "Texto",
  generic: "Discreto",
  warm: "Cálido",
  textHint: "Los recordatorios discretos no dicen para qué es esta app. Ningún recordatorio contiene una respuesta.",
  preview: "Se verá así",
  previewOf: "Qué recordatorio",
  previewNow: "ahora",
  snoozeHint: "Si tu dispositivo muestra botones debajo, puedes posponerlo: dos horas, o hasta mañana.",
  device: "Este dispositivo",
  deviceOn: "Este dispositivo muestra recordatorios.",
  deviceOff:
    "Este dispositivo todavía no muestra recordatorios. Son notificaciones cortas en la pantalla de bloqueo: que hay un repaso abierto, y poco más. Tu dispositivo te preguntará si las permites.",
  deviceAllow: "Mostrar recordatorios aquí",
  deviceStop: "Desactivar aquí",
  deviceDenied: "Este navegador bloquea las notificaciones de esta app, y eso solo puedes cambiarlo tú:",
  deviceDeniedSteps: [
    "Abre los ajustes de este sitio: el icono junto a la barra de direcciones, o los ajustes de tu dispositivo, en Aplicaciones.",
    "Busca «Notificaciones» y permítelas.",
    "Vuelve aquí.",
  ],
  deviceUnsupported: "Este navegador no puede mostrar recordatorios.",
  deviceNoWorker:
    "Este navegador no pudo iniciar la parte de la app que muestra recordatorios. Cierra la app, ábrela otra vez y vuelve a intentarlo.",
  deviceInstall: "Un iPhone o iPad muestra recordatorios cuando la app está en la pantalla de inicio:",
  deviceInstallSteps: [
    "En Safari, toca Compartir.",
    "Elige «Añadir a pantalla de inicio» o «Agregar a Inicio».",
    "Abre la app desde ahí y vuelve a esta página.",
  ],
  mailMeanwhile: "Hasta entonces llegan por correo.",
  mailInstead: "Llegan por correo.",
  /** Before the link to the schedule. */
  calendarInstead: "O mira los repasos en tu calendario:",
  mailIsOff: "El correo funciona en todas partes. Actívalo arriba para recibir así los recordatorios.",
  test: "Enviarme una prueba",
  testHint: "Envía ahora un recordatorio a todo lo que está activado, también en horas de silencio.",
  tested: (devices: number | null, mail: boolean | null) =>
    [
      devices === null
        ? ""
        : devices === 0
          ? "Ningún dispositivo lo aceptó: todavía no hay ninguno que muestre recordatorios, o el servicio de notificaciones no respondió."
          : devices === 1
            ? "Una prueba va camino de un dispositivo."
            : `Una prueba va camino de ${devices} dispositivos.`,
      mail === null ? "" : mail ? "Un correo está en camino." : "El correo no se pudo enviar. Revisa tu dirección.",
    ]
      .filter(Boolean)
      .join(" "),
};

export const privacy: Words<typeof en.privacy> = {
  title: "Privacidad",
  tender: "Temas delicados",
  tenderHint:
    "Preguntar también por la confianza, el contacto físico y el juego, los sentimientos que cambian, el apoyo que se busca en otra gente, la atracción por otra persona y si los planes de futuro encajan. Solo si hay dos síes.",
  tenderFacts: (name: string) => [
    `${name} no ve lo que elegiste. Con dos síes, algunos repasos empiezan a traer preguntas delicadas. A partir de entonces, una persona sabe que la otra dijo que sí.`,
    `Cada pregunta delicada está marcada y pregunta si ${name} puede ver tu respuesta.`,
    `Puedes desactivarlo cuando quieras. A partir de entonces no se te pregunta, no sale ningún tema delicado, y las respuestas que no enviaste se quedan contigo: para ${name} parecen preguntas saltadas. A ${name} pueden tocarle todavía algunas en unos pocos repasos, y lo que entonces comparta se sigue viendo entre las respuestas.`,
  ],
  tenderHintAlone:
    "Preguntar también por la confianza, el contacto físico y el juego, los sentimientos que cambian, el apoyo que se busca en otra gente, la atracción por otra persona y si los planes de futuro encajan. Cuando tu pareja se una, solo si hay dos síes.",
  tell: "Avisar a mi pareja cuando mi parte esté lista",
  tellHint: "Ve que tu parte está lista, pero no cuándo, ni nada de lo que escribiste.",
  answering: "Al responder",
  usual: "Las respuestas empiezan como",
  usualHint: "Puedes cambiar cada respuesta antes de enviarlas.",
  goOn: "Pasar a la siguiente pregunta con un toque",
  goOnHint:
    "En este dispositivo. Una nota, una pregunta delicada, un teclado o un lector de pantalla esperan a que elijas Siguiente.",
  tellHintAlone: "Cuando tu pareja se una, verá que tu parte está lista, pero no cuándo, ni nada de lo que escribiste.",
};

export const yourData: Words<typeof en.yourData> = {
  title: "Mis datos",
  lead: "Lo que escribes aquí es tuyo: para leerlo, guardarlo o borrarlo.",
  copyTitle: "Una copia para ti",
  copyLead:
    "Todo lo que escribiste y todo lo que se abrió para ti, en un archivo: una página que se lee sin conexión y los mismos datos para otros programas. Quien la abra puede leerlo todo.",
  copy: "Descargar mi copia",
  copied: "Tu copia está en tus descargas.",
  again:
    "El archivo lo contiene todo, así que antes vuelve a entrar una vez, con una llave de acceso o un código por correo. Así no puede llevárselo quien encuentre tu dispositivo.",
  signInAgain: "Cerrar sesión y volver a entrar",
  eraseTitle: "Borrarlo todo",
  eraseLead:
    "Tu cuenta y todo lo que escribiste, al momento y sin vuelta atrás. Nadie tiene que estar de acuerdo, y nadie sabe por qué.",
  erase: "Borrar todos mis datos",
  sureTitle: "¿Borrar todos tus datos?",
  facts: [
    "Tus respuestas, tu bolsillo, tu cuenta y las sesiones de tus dispositivos se borran ahora. Las llaves de lo que escribiste se destruyen.",
    "Tus otros dispositivos borran lo que tienen guardado en cuanto vuelven a hablar con este servidor. Hasta entonces pueden seguir mostrándolo, una semana como mucho.",
    "No se puede deshacer, ni siquiera por parte de quien administra este servidor.",
  ],
  factsTogether: (name: string) => [
    "Tus respuestas, tu bolsillo, tu cuenta y las sesiones de tus dispositivos se borran ahora. Las llaves de lo que escribiste se destruyen.",
    "Tus otros dispositivos borran lo que tienen guardado en cuanto vuelven a hablar con este servidor. Hasta entonces pueden seguir mostrándolo, una semana como mucho.",
    `El espacio con ${name} se cierra. ${name} solo ve que se cerró, y se queda con lo que escribió.`,
    "El frasco de palabras amables queda vacío para ti y para tu pareja.",
    "No se puede deshacer, ni siquiera por parte de quien administra este servidor.",
  ],
  sure: "Borrarlo todo ahora",
  keep: "Cancelar",
  erased: "Todos tus datos se borraron.",
};

export const leaving: Words<typeof en.leaving> = {
  title: "Dejar este espacio",
  lead: (name: string) => `Ya no compartirás nada con ${name}, ni ${name} contigo.`,
  facts: [
    "Es al momento, y nadie tiene que estar de acuerdo.",
    "Lo que compartió una persona ya no lo puede leer la otra. Lo que se abrió en pareja se borra, y el frasco de palabras amables queda vacío para ti y para tu pareja.",
    "Tú te quedas con tus propias respuestas, en Historial, y con tu bolsillo.",
    "Tu pareja solo ve que el espacio se cerró.",
    "No se puede deshacer. Si más adelante alguien se une otra vez a ti, empieza un espacio nuevo y vacío.",
  ],
  button: "Dejarlo ahora",
  aloneTitle: "Dejar de responder por tu cuenta",
  aloneLead: "No se te abrirán más repasos. Lo que escribiste sigue en Historial, y solo tú puedes leerlo.",
  aloneButton: "Dejarlo ahora",
  left: "Dejaste el espacio.",
  stopped: "Dejaste de responder por tu cuenta.",
  stay: "Quedarme",
  safety: "Si tienes miedo de lo que pase al irte, lee esto primero",
  nothing: "No hay nada que dejar",
  nothingLead: "Ahora no compartes un espacio con nadie.",
};
