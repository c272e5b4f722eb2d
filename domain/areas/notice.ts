/** To be shown beside every map drawn from the boundaries. */
export const BOUNDARIES_NOTICE =
  'Source: Office for National Statistics licensed under the Open Government Licence v.3.0. Contains OS data © Crown copyright and database right 2023'
