import{d as t}from"./chunk-AXIKPQYI.js";import{c as r}from"./chunk-JAOP2JXZ.js";import"./chunk-FRHTUXF2.js";var f=e=>t("draft",r(),e.dataset.draftSent);export{f as default};
