import type * as en from "../en/about";
import type { Words } from "../shape";

/** The safety page and the page about the app. Both can be read without signing in. */
export const safety: Words<typeof en.safety> = {
  title: "Si tienes miedo de tu pareja",
  lead: "Si alguien te hace daño, te amenaza, te vigila o te controla, mereces ayuda. Aquí puedes encontrarla.",
  quickExit: "Salir de esta página",
  quickExitHint:
    "El botón cambia esta página por otra de todos los días, igual que pulsar Escape tres veces. Con el botón Atrás no se vuelve aquí. Tu navegador puede guardar un rastro; bórralo si no te pone en peligro.",
  parts: [
    {
      title: "No es culpa tuya",
      text: [
        "En una buena relación cabe un no. Si te hacen daño, te amenazan, te vigilan, te apartan de tu gente o de tu dinero, o te obligan a hacer cosas que no quieres, ninguna conversación lo habría evitado. No es culpa tuya.",
        "Esta app es para parejas en las que nadie tiene miedo. Donde hay miedo, las respuestas sinceras que tu pareja va a leer pueden empeorar las cosas. No le debes nada a esta app: puedes parar, hacer una pausa o dejarla cuando quieras, y nadie tiene que estar de acuerdo.",
      ],
    },
    {
      title: "Quizá alguien mira tu dispositivo",
      text: [
        "Quien puede tomar tu dispositivo, conoce tus claves o comparte tu cuenta quizá vea lo que haces en él. Si crees que está pasando, usa un dispositivo que no pueda alcanzar: el de una amistad, o uno del trabajo o de una biblioteca.",
        "Borrarlo todo, cambiar contraseñas o dejar un espacio compartido puede notarse. Si irte puede ponerte en peligro, habla antes con alguien que tenga formación en esto.",
      ],
    },
    {
      title: "Lo que tu pareja puede ver aquí",
      text: [
        "No puede ver que abriste esta página. La app no lo anota en ningún sitio, ni en este dispositivo ni en el servidor. Nada de lo que respondas tú, o responda tu pareja, hace que aparezca.",
        "Para tu pareja, tu descanso discreto parece una semana en la que no encontraste el momento de responder. Si pones los repasos en pausa, lo ves tú y lo ve tu pareja. Si dejas tu espacio, tu pareja ve que se cerró.",
      ],
    },
  ],
  restLink: "Tomar un descanso discreto o hacer una pausa",
  leaveLink: "Dejar tu espacio",
  back: "Atrás",
};

export const helplines: Words<typeof en.helplines> = {
  title: "Personas que pueden ayudar",
  country: "País",
  countryHint: "Deducido del reloj de este dispositivo. No se guarda.",
  elsewhere: "Otro país",
  emergency: "En peligro ahora mismo",
  emergencyIn: (numbers: string) => `Llama al ${numbers}.`,
  emergencyElsewhere:
    "El 112 funciona en Europa, en la India y desde muchos teléfonos; el 911, en Norteamérica; el 999, en el Reino Unido; el 000, en Australia; el 111, en Nueva Zelanda.",
  groups: {
    violence: "Si en tu relación hay peligro",
    despair: "Si ya no puedes más",
    "own-behaviour": "Si tienes miedo de hacerle daño a alguien",
  },
  about: (hours: string, languages: string, checked: string) =>
    `Horario: ${hours}. ${languages}. Comprobado por última vez el ${checked}.`,
  everywhere: [
    {
      name: "Listas para casi todos los países",
      text: "La mayoría de las líneas son gratuitas y hablan con cualquier persona, sea cual sea su género.",
      links: ["https://findahelpline.com", "https://nomoredirectory.org"],
    },
    {
      name: "Alguien de confianza",
      text: "Una amistad, tu médico o médica, alguien del trabajo. Que una persona lo sepa puede cambiar mucho.",
    },
    {
      name: "Si tienes el ánimo por los suelos",
      text: "Una tristeza o un vacío que dura dos semanas o más suele tener causas fuera de la relación. Un médico o una médica puede ayudar. También las líneas de arriba para cuando no puedes más y las de findahelpline.com.",
    },
  ],
  change:
    "Los números cambian. Si uno no contesta, prueba otro, o el de emergencias. La llamada puede quedar en la lista del teléfono y en la factura.",
};

export const about: Words<typeof en.about> = {
  title: "App y privacidad",
  lead: "Side by Side es un pequeño repaso semanal para dos personas. Cada una responde por separado a las mismas preguntas breves. Cuando están todas las respuestas, se ve en pareja lo que fue bien y uno o dos temas de los que vale la pena hablar, cara a cara.",
  isNotTitle: "Lo que no es",
  isNot: "No es terapia ni le pone nota a tu relación. No hay rachas, ni muro, ni anuncios, ni avisos de lectura.",
  promiseTitle: "Qué pasa con lo que escribes",
  promises: [
    "Hasta que estén todas las respuestas, tu pareja no puede ver nada de lo que escribiste, ni siquiera que empezaste.",
    "Lo que marcas como «Solo para mí» se queda contigo. Para tu pareja parece una pregunta saltada.",
    "Si solo respondió una persona, no se abre nada.",
    "Las respuestas se guardan cifradas. Los recordatorios y los correos no contienen ninguna.",
    "Esta app no carga nada de otras empresas: ni rastreadores ni terceros.",
    "Cuando alguien deja el espacio, lo que compartió una persona ya no lo puede leer la otra.",
  ],
  operatorTitle: "Quién administra este servidor",
  operatorUnknown:
    "Entra para ver quién administra este servidor. Esa persona tiene las llaves y técnicamente podría leer las respuestas. Usa solo un servidor administrado por alguien de confianza.",
  open: "Side by Side es software libre con licencia MIT.",
  version: (version: string) => `Versión ${version}.`,
  back: "Atrás",
};
