// Made by scripts/bundle-form-rule.js from domain/record/nhs-number.ts. Do not edit.
(function() {
	// \0rolldown/runtime.js
	var __commonJSMin = (cb, mod) => () => (mod || (cb((mod = { exports: {} }).exports, mod, mod.exports), cb = null), mod.exports);
	// domain/record/number-context.ts
	var import_nhs_number_validator = (/* @__PURE__ */ __commonJSMin(((exports) => {
		if (typeof exports !== "undefined") exports.validate = validate;
		if (typeof window !== "undefined") window.nhsNumberValidator = { validate };
		/**
		* Validate an NHS number
		* @param {Number,  String} nhsNumber The NHS number to validate. This may be a String or a number.
		* @returns {Boolean} `true` IFF the NHS number validates, else `false`
		**/
		function validate(nhsNumber) {
			if (nhsNumber === void 0 || nhsNumber === null || isNaN(Number(nhsNumber)) || nhsNumber.toString().length !== 10) return false;
			if (Number.isInteger(nhsNumber)) nhsNumber = nhsNumber.toString();
			var nhsNumberAsArray = nhsNumber.split("");
			var checkDigit = 11 - nhsNumberAsArray.slice(0, 9).map(multiplyByPosition).reduce(addTogether, 0) % 11;
			if (checkDigit === 11) checkDigit = 0;
			var providedCheckDigit = nhsNumberAsArray[9];
			return checkDigit === Number(providedCheckDigit);
		}
		/**
		* Multiply a value by its position, using the NHS number strategy
		* @param {Number} digit the single-digit portion of the number
		* @param {Number} index The 0-indexed position of `digit` within the NHS number
		* @returns {Number} the result of the 'multiply by (11-position)' calculation
		**/
		function multiplyByPosition(digit, index) {
			return digit * (11 - (index + 1));
		}
		/**
		* Add two values together. Useful for use in `reduce` calls
		* @param {Number} previousValue the initial value
		* @param {Number} currentValue the value to add to the initial value
		* @returns {Number} the sum of the two parameters
		**/
		function addTogether(previousValue, currentValue) {
			return previousValue + currentValue;
		}
	})))();
	/** Letters before a number that are looked at. */
	var REACH = 48;
	/** What may stand between a label and its number. */
	var TO_NUMBER = String.raw`(?:[\s:=#.()–-]|\b(?:is|are|on|at|no|nos|number|id|code|was|to|us)\b){0,8}$`;
	/** The trunk or country code of a telephone number: +44, (0)121, 0044 (0), 0 121. */
	var DIALLED = [
		/\+\s?\d{1,3}[\s.()\u00a0\u2010-\u2013-]*(?:\(?0\)?[\s.()\u00a0\u2010-\u2013-]*)?$/,
		/(?<!\d)00[\s.-]?\d{1,3}[\s.()\u00a0-]*(?:\(?0\)?[\s.()\u00a0-]*)?$/,
		/\(0\)[\s.\u00a0-]*$/,
		/(?<!\d)0[\s.\u00a0-]$/,
		/(?<!\d)\(?0\d{2,5}\)?[\s.\u00a0-]*$/
	];
	var LABELS = [/\b(?:isbn|issn|doi|pmid|uprn|usrn)(?:[- ]?1[03])?/, /\b(?:zoom|teams|webex|meeting|conference|webinar|gotomeeting|meet|dial[- ]in|passcode|access code|joining|call)\b[^.\n\d]{0,24}\b(?:id|code|pin|number|no|passcode)\b/].map((label) => new RegExp(`${label.source}${TO_NUMBER}`, "i"));
	var MEETING_ADDRESS = /\b(?:zoom\.us|zoom\.com|teams\.microsoft\.com|webex\.com|meet\.google\.com)\/\S*$/i;
	/** Says of a number that a patient is meant, whatever else stands there. */
	var PATIENT = /\b(?:nhs|patient|chi|pt|mrn|hospital)\b[^.\n\d]{0,16}$/i;
	/** Whether the context proves that the digits are a telephone number, an ISBN or a meeting's id. */
	function isAnotherNumber(place) {
		const before = beforeOf(place);
		if (PATIENT.test(before)) return false;
		return isNational(place, before) || DIALLED.some((code) => code.test(before)) || LABELS.some((label) => label.test(before)) || MEETING_ADDRESS.test(before);
	}
	/** A telephone number of ten digits, such as 0800 123 456: by its spaces, or by its label. */
	function isNational({ text, from, to, digits }, before) {
		if (!digits.startsWith("0")) return false;
		return /^0\d{3,4}[ \u00a0-]/.test(text.slice(from, to)) || TELEPHONE.test(before);
	}
	var TELEPHONE = new RegExp(String.raw`\b(?:tel|telephone|phone|mobile|mob|fax|freephone|helpline|ring|call)\b${TO_NUMBER}`, "i");
	var OTHER_LABEL = new RegExp(String.raw`\b(?:tel|telephone|phone|mobile|mob|fax|ring|call|text|whatsapp|ext|extension|order|invoice|purchase|po|account|acct|sort code|charity|company|grant|award|bid|contract|ticket|job|asset|serial|unix|epoch|timestamp|vat|iras|barcode|ean|gtin|tracking|reference|ref|licence|batch|snomed|version)\b${TO_NUMBER}`, "i");
	var ADDRESS = /\bhttps?:\/\/\S*$|\bwww\.\S*$/i;
	/** Whether the digits may as well be something else, so that only the person can tell. */
	function mayBeAnotherNumber(place) {
		const before = beforeOf(place);
		if (PATIENT.test(before)) return false;
		return place.digits.startsWith("0") || OTHER_LABEL.test(before) || ADDRESS.test(before);
	}
	function beforeOf({ text, from }) {
		return text.slice(Math.max(0, from - REACH), from).normalize("NFKC");
	}
	// domain/record/nhs-number.ts
	/** Signs that nobody sees, or that only part words and numbers. */
	var INVISIBLE = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff";
	var SPACE = `[ \\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000${INVISIBLE}]`;
	/** Between the groups of 3-3-4: any spacing, also over lines, and a mark or two within it. */
	var GAP = `(?:[\\s${INVISIBLE}]|[-\\u2010-\\u2015\\u2212._/,()\\u00b7\\u2022]){0,4}`;
	var DIGIT = "\\p{Nd}";
	/** Ten digits alone or as 3-3-4, parted by anything that parts numbers. */
	var GROUPED = new RegExp(`(?<!${DIGIT})${times(3)}${GAP}${times(3)}${GAP}${times(4)}(?!${DIGIT})`, "gu");
	/** Ten digits in groups of any size, parted by spaces alone. */
	var SPACED = new RegExp(`(?<!${DIGIT}|${DIGIT}${SPACE}|[.,:/-])${DIGIT}(?:${SPACE}{0,3}${DIGIT}){9}(?!${DIGIT}|${SPACE}${DIGIT}|[.,:/-]${DIGIT})`, "gu");
	function times(count) {
		return `${DIGIT}(?:[${INVISIBLE}]*${DIGIT}){${count - 1}}`;
	}
	/** Ids, whole or the first two groups of one, and hashes (SHA-256): their digits mean nothing. */
	var MACHINE_MADE = /\b(?:[0-9a-f]{8}-[0-9a-f]{4}(?:(?:-[0-9a-f]{4}){2}-[0-9a-f]{12})?|[0-9a-f]{64})\b/gi;
	/**
	* The first NHS number in the text, however it is spaced; `undefined` when there is none. A number
	* that its context proves to be another (a telephone number, an ISBN, the id of a meeting) is none.
	* One random ten-digit number in eleven has a right check digit, so a find may be a coincidence.
	*
	* @param isCleared whether a person said of these ten digits that they are another number
	*/
	function lookForNhsNumber(text, isCleared = () => false) {
		const plain = text.replace(MACHINE_MADE, (id) => " ".repeat(id.length));
		for (const [pattern, isUsual] of [[GROUPED, true], [SPACED, false]]) for (const match of plain.matchAll(pattern)) {
			const [found] = match;
			const digits = [...found].flatMap(digitOf).join("");
			if (/^(\d)\1*$/.test(digits) || !(0, import_nhs_number_validator.validate)(digits) || isCleared(digits)) continue;
			const place = {
				text: plain,
				from: match.index,
				to: match.index + found.length,
				digits
			};
			if (isAnotherNumber(place)) continue;
			return {
				text: found,
				digits,
				sure: isUsual && !mayBeAnotherNumber(place)
			};
		}
	}
	/** The value of a digit of any script; nothing for what is no digit. */
	function digitOf(sign) {
		if (!/\p{Nd}/u.test(sign)) return [];
		const code = sign.codePointAt(0);
		if (code < 128) return [code - 48];
		if (code >= 120782 && code <= 120831) return [(code - 120782) % 10];
		let value = 0;
		while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
		return [value];
	}
	// virtual:rule
	globalThis.lookForNhsNumber = lookForNhsNumber;
})();
