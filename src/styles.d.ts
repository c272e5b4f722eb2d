/** Style sheets are imported for their effect; the bundler takes them in. */
declare module '*.css'
/** Files whose text the bundler takes in as it is. */
declare module '*?raw' {
  const text: string
  export default text
}
