package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;

/**
 * Debian's Chromium without a window, on the console of one service. As an extension in a field of
 * a test it is closed after the test, and the console must have logged no error.
 */
final class Browser implements AfterEachCallback, AutoCloseable {

  /** A view needs some milliseconds; a busy machine needs some seconds. */
  private static final Duration SHOWN_MAX = Duration.ofSeconds(10);

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final URI service;
  private final ChromeDriver driver;

  Browser(URI service) {
    this.service = service;
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.WARNING);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("chromium"));
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.addArguments("--disable-gpu", "--force-prefers-reduced-motion", "--lang=en");
    options.addArguments("--disable-background-networking", "--no-first-run");
    options.setCapability("goog:loggingPrefs", logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver"))
                .usingAnyFreePort()
                .build(),
            options);
    driver.manage().window().setSize(new Dimension(1280, 900));
  }

  private static File program(String name) {
    File program = new File("/usr/bin/" + name);
    assertThat(program).as("apt-get install chromium chromium-driver").isExecutable();
    return program;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try (this) {
      assertNoErrors();
    }
  }

  ChromeDriver driver() {
    return driver;
  }

  Keyboard keyboard() {
    return new Keyboard(driver);
  }

  /** Opens a view; the fragment begins with {@code #/}. */
  Browser open(String fragment) {
    driver.get(service + "/console/" + fragment);
    return this;
  }

  /** Emulates a screen; a window has a least width, which is wider than a phone. */
  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** The number that an expression of JavaScript has. */
  int count(String expression) {
    return ((Number) Objects.requireNonNull(driver.executeScript("return " + expression)))
        .intValue();
  }

  /** Emulates a preference of the reader, such as a dark colour scheme. */
  void prefer(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  void offline(boolean offline) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** The first element, as soon as there is one. */
  WebElement find(String css) {
    return Objects.requireNonNull(
        waiting(css)
            .until(
                page -> page.findElements(By.cssSelector(css)).stream().findFirst().orElse(null)));
  }

  /** Waits until an element has the text. */
  void see(String css, String text) {
    waiting(css + " with " + text)
        .until(
            page ->
                page.findElements(By.cssSelector(css)).stream()
                    .anyMatch(each -> each.getText().contains(text)));
  }

  /** Waits until an element has this text and no other. */
  void seeExactly(String css, String text) {
    waiting(css + " with " + text)
        .until(
            page ->
                page.findElements(By.cssSelector(css)).stream()
                    .anyMatch(each -> each.getText().equals(text)));
  }

  void scrollToTheEnd(String css) {
    driver.executeScript(
        "const box = document.querySelector(arguments[0]); box.scrollTop = box.scrollHeight", css);
  }

  void gone(String css) {
    waiting("no " + css).until(page -> page.findElements(By.cssSelector(css)).isEmpty());
  }

  private FluentWait<ChromeDriver> waiting(String forWhat) {
    return new FluentWait<>(driver)
        .withTimeout(SHOWN_MAX)
        .pollingEvery(Duration.ofMillis(20))
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> forWhat + " in " + text());
  }

  /** The link or button with this text, or else one whose text begins with it. */
  void click(String text) {
    clickIn("", text);
  }

  /** The same in an element, which an XPath names. */
  void clickIn(String element, String text) {
    String control = element + "//*[self::a or self::button or self::summary]";
    By whole = By.xpath(control + "[normalize-space(.)='" + text + "']");
    By begin = By.xpath(control + "[starts-with(normalize-space(.), '" + text + "')]");
    WebElement found =
        Objects.requireNonNull(
            waiting(text)
                .until(
                    page ->
                        Stream.concat(
                                page.findElements(whole).stream(),
                                page.findElements(begin).stream())
                            .findFirst()
                            .orElse(null)));
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", found);
    found.click();
  }

  /** Replaces the text of a field. */
  void type(String css, String text) {
    WebElement field = find(css);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    field.sendKeys(text);
  }

  /** Replaces the text of the template in the editor with this label. */
  void template(String key, String text) {
    find("template-editor[data-key='" + key + "'] .CodeMirror");
    driver.executeScript(
        "document.querySelector(`template-editor[data-key='${arguments[0]}'] .CodeMirror`)"
            + ".CodeMirror.setValue(arguments[1])",
        key,
        text);
  }

  /** Drops what the browser says of requests without a network. */
  void forgetNetworkErrors() {
    driver.manage().logs().get(LogType.BROWSER);
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Fails on errors of scripts and of the content security policy, and on failures to load. */
  void assertNoErrors() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
        .extracting(LogEntry::getMessage)
        .filteredOn(message -> !message.contains("the server responded with a status of"))
        .isEmpty();
  }

  /** Fails where axe finds a violation of WCAG 2.2 AA or of its best practices. */
  void assertAccessible() {
    driver.executeScript(axe());
    Object violations =
        driver.executeAsyncScript(
            "const done = arguments[0]; axe.run(document).then((found) => done(found.violations"
                + ".map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' ; '))))");
    assertThat((List<?>) violations).as(driver.getCurrentUrl()).isEmpty();
  }

  private static String axe() {
    try (InputStream script =
        Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void screenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
