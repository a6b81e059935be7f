package dev.patchbay.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The types of option values that picocli does not know. */
final class OptionTypes {

  private static final int PORT_MAX = 65_535;

  private OptionTypes() {}

  static final class AccountId implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!text.matches("[0-9]{12}")) {
        throw new TypeConversionException("an account has 12 digits, not '" + text + "'");
      }
      return text;
    }
  }

  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > PORT_MAX) {
        throw new TypeConversionException("a port is 0 to 65535, not '" + text + "'");
      }
      return Integer.valueOf(text);
    }
  }
}
