/** Pairs of a traditional character and its simplified form: `體 体|網 网`. */
declare module "opencc-js/dict/TSCharacters" {
  const pairs: string;
  export default pairs;
}
