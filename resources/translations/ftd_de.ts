<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>ftd</name>
  <message>
   <source> or </source>
   <translation> oder </translation>
  </message>
  <message>
   <source>"{name}" was not sent to this run: {reason}.</source>
   <translation>„{name}“ wurde nicht an diesen Lauf gesandt: {reason}.</translation>
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <source>&amp;Images</source>
   <translation>B&amp;ilder</translation>
  </message>
  <message>
   <source>&amp;Plot</source>
   <translation>Dia&amp;gramm</translation>
  </message>
  <message>
   <source>&amp;Run</source>
   <translation>&amp;Lauf</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>&amp;Ansicht</translation>
  </message>
  <message>
   <source>, drawn evenly over each class</source>
   <translation>, gleichmäßig aus jeder Klasse gezogen</translation>
  </message>
  <message>
   <source>, fewer than the {needed} images per class to learn</source>
   <translation>, weniger als die {needed} Bilder je Klasse zum Lernen</translation>
  </message>
  <message>
   <source>, shown at {width} × {height} pixels</source>
   <translation>, gezeigt mit {width} × {height} Pixeln</translation>
  </message>
  <message>
   <source>.pt file</source>
   <translation>.pt-Datei</translation>
  </message>
  <message>
   <source>0 keeps all teachers. The published script writes them in files of ten and drops those behind the last full file: 10 does the same, so that 20 of 25 teachers are followed; the other five are not trained here.</source>
   <translation>0 behält alle Lehrer. Das veröffentlichte Skript schreibt sie in Dateien zu zehn und lässt die nach der letzten vollen Datei weg: 10 tut dasselbe, sodass 20 von 25 Lehrern gefolgt wird; die anderen fünf werden hier nicht trainiert.</translation>
  </message>
  <message>
   <source>0 takes the rate that was learned with the set. Where that is high, a network without normalisation learns nothing with it, but does with 0.01.</source>
   <translation>0 nimmt die Rate, die mit dem Satz gelernt wurde. Wo sie hoch ist, lernt ein Netz ohne Normalisierung damit nichts, mit 0,01 aber schon.</translation>
  </message>
  <message>
   <source>0.01, the usual one; the files have none</source>
   <translation>0,01, die übliche; die Dateien haben keine</translation>
  </message>
  <message>
   <source>1  Buffer: teachers</source>
   <translation>1  Buffer: Lehrer</translation>
  </message>
  <message>
   <source>1 file was exported, {size}.</source>
   <translation>1 Datei wurde exportiert, {size}.</translation>
  </message>
  <message>
   <source>1 to 80 characters</source>
   <translation>1 bis 80 Zeichen</translation>
  </message>
  <message>
   <source>1 unread notification</source>
   <translation>1 ungelesene Meldung</translation>
  </message>
  <message>
   <source>1/step</source>
   <translation>1/Schritt</translation>
  </message>
  <message>
   <source>2  Distill: synthetic set</source>
   <translation>2  Distill: synthetischer Satz</translation>
  </message>
  <message>
   <source>2.5 is what the published MTT code draws with.</source>
   <translation>Der veröffentlichte MTT-Code zeichnet mit 2,5.</translation>
  </message>
  <message>
   <source>3  Evaluate: fresh networks</source>
   <translation>3  Evaluate: frische Netze</translation>
  </message>
  <message>
   <source>A GPU is many times faster; PyTorch sees none here.</source>
   <translation>Eine GPU ist um ein Vielfaches schneller; PyTorch sieht hier keine.</translation>
  </message>
  <message>
   <source>A TensorBoard log: it has curves and no images. Read from {path}</source>
   <translation>Ein TensorBoard-Protokoll: Es hat Kurven und keine Bilder. Gelesen aus {path}</translation>
  </message>
  <message>
   <source>A bad step was thrown away</source>
   <translation>Ein schlechter Schritt wurde verworfen</translation>
  </message>
  <message>
   <source>A double-click, or Shift and Space, shows it alone, or all again.</source>
   <translation>Ein Doppelklick, oder Umschalt und Leertaste, zeigt sie allein oder wieder alle.</translation>
  </message>
  <message>
   <source>A few letters are enough, such as “cas” for Copy as command.</source>
   <translation>Wenige Buchstaben genügen, etwa „akk“ für Als Kommando kopieren.</translation>
  </message>
  <message>
   <source>A folder of images for each class, or one with the files of a published data set.</source>
   <translation>Ein Ordner mit einem Ordner Bilder je Klasse, oder einer mit den Dateien eines veröffentlichten Datensatzes.</translation>
  </message>
  <message>
   <source>A key alone is needed for typing; hold Ctrl or Alt with it, or take a function key.</source>
   <translation>Eine Taste allein wird zum Schreiben gebraucht; Strg oder Alt dazu halten oder eine Funktionstaste nehmen.</translation>
  </message>
  <message>
   <source>A logarithmic axis has no place for 0 and for negative values.</source>
   <translation>Eine logarithmische Achse hat keinen Platz für 0 und negative Werte.</translation>
  </message>
  <message>
   <source>A message of the desktop where it has a tray; elsewhere the window asks for attention.</source>
   <translation>Eine Meldung des Desktops, wo er einen Infobereich hat; sonst bittet das Fenster um Aufmerksamkeit.</translation>
  </message>
  <message>
   <source>A report holds these lines, the end of the window's log and the versions. Your folder is written as ~ in it. Nothing is sent.</source>
   <translation>Ein Bericht enthält diese Zeilen, das Ende des Fensterprotokolls und die Versionen. Der eigene Ordner steht darin als ~. Nichts wird gesendet.</translation>
  </message>
  <message>
   <source>A rough estimate for {device}, by what small networks took.</source>
   <translation>Eine grobe Schätzung für {device}, nach dem Bedarf kleiner Netze.</translation>
  </message>
  <message>
   <source>A row for each run; a click on a head sorts.</source>
   <translation>Eine Zeile je Lauf; ein Klick auf einen Kopf sortiert.</translation>
  </message>
  <message>
   <source>A row for each setting, a column for each run.</source>
   <translation>Eine Zeile je Einstellung, eine Spalte je Lauf.</translation>
  </message>
  <message>
   <source>A row for each tag; the last column says which series it is taken for.</source>
   <translation>Eine Zeile je Tag; die letzte Spalte sagt, als welche Reihe er genommen wird.</translation>
  </message>
  <message>
   <source>A run failed, or its engine was lost</source>
   <translation>Ein Lauf ist gescheitert oder seine Engine verloren</translation>
  </message>
  <message>
   <source>A run is finished, with its accuracy</source>
   <translation>Ein Lauf ist fertig, mit seiner Genauigkeit</translation>
  </message>
  <message>
   <source>A run that fails does not hold the queue. Off: the queue is held until you look.</source>
   <translation>Ein Lauf, der scheitert, hält die Warteschlange nicht an. Aus: Die Warteschlange wartet, bis jemand nachsieht.</translation>
  </message>
  <message>
   <source>A second run was not started.</source>
   <translation>Ein zweiter Lauf wurde nicht gestartet.</translation>
  </message>
  <message>
   <source>A sentence beside the name; at most {most} characters.</source>
   <translation>Ein Satz neben dem Namen; höchstens {most} Zeichen.</translation>
  </message>
  <message>
   <source>A set of another run with images of the same shape.</source>
   <translation>Ein Satz eines anderen Laufs mit Bildern derselben Form.</translation>
  </message>
  <message>
   <source>A set of images</source>
   <translation>Ein Satz von Bildern</translation>
  </message>
  <message>
   <source>A step is skipped, too, where the gradient of the images is longer than the median of the last fifty taken steps by more than this ratio. In sound steps it is up to 20 times as long; a rare one is some hundred times as long, at an ordinary loss, and destroys the set at once. 0 skips none of them, as the published code.</source>
   <translation>Ein Schritt wird auch dann ausgelassen, wenn der Gradient der Bilder um mehr als dieses Verhältnis länger ist als der Median der letzten fünfzig ausgeführten Schritte. In gesunden Schritten ist er bis zu 20-mal so lang; ein seltener ist einige hundert Mal so lang, bei gewöhnlichem Loss, und zerstört den Satz auf einmal. 0 lässt keinen davon aus, wie der veröffentlichte Code.</translation>
  </message>
  <message>
   <source>A step whose matching loss is above this, or not finite, is skipped: its gradient would only do harm. A student that stays put scores 1. After five skips in a row the set goes back to an earlier good state.</source>
   <translation>Ein Schritt, dessen Matching Loss darüber liegt oder nicht endlich ist, wird ausgelassen: Sein Gradient würde nur schaden. Ein Schüler, der sich nicht bewegt, erreicht 1. Nach fünf ausgelassenen Schritten in Folge geht der Satz auf einen früheren guten Stand zurück.</translation>
  </message>
  <message>
   <source>About FTD Studio</source>
   <translation>Über FTD Studio</translation>
  </message>
  <message>
   <source>About the plot “{title}”</source>
   <translation>Zum Diagramm „{title}“</translation>
  </message>
  <message>
   <source>About {time} left, until {clock}</source>
   <translation>Noch etwa {time}, bis {clock}</translation>
  </message>
  <message>
   <source>About {time} of work</source>
   <translation>Etwa {time} Arbeit</translation>
  </message>
  <message>
   <source>Accumulated trajectory error</source>
   <translation>Aufgelaufener Trajektorienfehler</translation>
  </message>
  <message>
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <source>Accuracy (%)</source>
   <translation>Genauigkeit (%)</translation>
  </message>
  <message>
   <source>Accuracy of the last evaluation minus that of the baseline.</source>
   <translation>Genauigkeit der letzten Evaluation minus die der Baseline.</translation>
  </message>
  <message>
   <source>Accuracy of the last evaluation while distilling.</source>
   <translation>Genauigkeit der letzten Evaluation während des Destillierens.</translation>
  </message>
  <message>
   <source>Accuracy of the sets on fresh networks, class by class.</source>
   <translation>Genauigkeit der Sätze auf frischen Netzen, Klasse für Klasse.</translation>
  </message>
  <message>
   <source>Accuracy on the test images with as many random real images.</source>
   <translation>Genauigkeit auf den Testbildern mit ebenso vielen zufälligen echten Bildern.</translation>
  </message>
  <message>
   <source>Accuracy on the test images, of the set that stands for the run.</source>
   <translation>Genauigkeit auf den Testbildern mit dem Satz, der für den Lauf steht.</translation>
  </message>
  <message>
   <source>Accuracy, %</source>
   <translation>Genauigkeit, %</translation>
  </message>
  <message>
   <source>Accuracy, EMA</source>
   <translation>Genauigkeit, EMA</translation>
  </message>
  <message>
   <source>Accuracy, raw</source>
   <translation>Genauigkeit, roh</translation>
  </message>
  <message>
   <source>Activation</source>
   <translation>Aktivierung</translation>
  </message>
  <message>
   <source>Adaptive radius</source>
   <translation>Adaptiver Radius</translation>
  </message>
  <message>
   <source>Add to comparison</source>
   <translation>Zum Vergleich hinzufügen</translation>
  </message>
  <message>
   <source>Add to queue</source>
   <translation>In die Warteschlange</translation>
  </message>
  <message>
   <source>Address of the index that is asked</source>
   <translation>Adresse des Verzeichnisses, das gefragt wird</translation>
  </message>
  <message>
   <source>After 5,000 iterations at a decay of 0.9995, 8.2 % of the moving average is still the first real images.</source>
   <translation>Nach 5 000 Iterationen mit einem Abklingfaktor von 0,9995 besteht der gleitende Mittelwert noch zu 8,2 % aus den ersten echten Bildern.</translation>
  </message>
  <message>
   <source>After 5,000 iterations at a decay of 0.9999, 60.7 % of the moving average is still the first real images. Look at the raw set beside it.</source>
   <translation>Nach 5 000 Iterationen mit einem Abklingfaktor von 0,9999 besteht der gleitende Mittelwert noch zu 60,7 % aus den ersten echten Bildern. Den rohen Satz daneben ansehen.</translation>
  </message>
  <message>
   <source>Algorithm 1</source>
   <translation>Algorithmus 1</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>All classes</source>
   <translation>Alle Klassen</translation>
  </message>
  <message>
   <source>All images in one picture, a row per class.</source>
   <translation>Alle Bilder in einem, eine Zeile je Klasse.</translation>
  </message>
  <message>
   <source>All levels</source>
   <translation>Alle Stufen</translation>
  </message>
  <message>
   <source>All parts are done; begun again, the study takes their results over.</source>
   <translation>Alle Teile sind fertig; erneut begonnen, übernimmt die Studie ihre Ergebnisse.</translation>
  </message>
  <message>
   <source>All parts of the study are done.</source>
   <translation>Alle Teile der Studie sind fertig.</translation>
  </message>
  <message>
   <source>All phases are done.</source>
   <translation>Alle Phasen sind beendet.</translation>
  </message>
  <message>
   <source>All runs of the queue have ended.</source>
   <translation>Alle Läufe der Warteschlange sind beendet.</translation>
  </message>
  <message>
   <source>All runs of the workspace with their states; the chosen one is shown on the pages.</source>
   <translation>Alle Läufe des Arbeitsordners mit ihrem Zustand; der gewählte wird auf den Seiten gezeigt.</translation>
  </message>
  <message>
   <source>All sets stored so far are kept in each case.</source>
   <translation>Alle bisher gespeicherten Sätze bleiben in jedem Fall erhalten.</translation>
  </message>
  <message>
   <source>All settings</source>
   <translation>Alle Einstellungen</translation>
  </message>
  <message>
   <source>All settings of a run, presets, what it takes, and its start.</source>
   <translation>Alle Einstellungen eines Laufs, Voreinstellungen, was er braucht, und sein Start.</translation>
  </message>
  <message>
   <source>All three phases on the 8,000 real images that ship with the program, sized for about two minutes on two CPU cores.</source>
   <translation>Alle drei Phasen mit den 8 000 echten Bildern, die dem Programm beiliegen, bemessen für etwa zwei Minuten auf zwei CPU-Kernen.</translation>
  </message>
  <message>
   <source>Allow the files to be replaced, or change the path.</source>
   <translation>Das Ersetzen der Dateien erlauben oder den Pfad ändern.</translation>
  </message>
  <message>
   <source>Allowed: {values}</source>
   <translation>Erlaubt: {values}</translation>
  </message>
  <message>
   <source>Allowed: {what}, {low}, {high}.</source>
   <translation>Erlaubt: {what}, {low}, {high}.</translation>
  </message>
  <message>
   <source>Allowed: {what}, {range}.</source>
   <translation>Erlaubt: {what}, {range}.</translation>
  </message>
  <message>
   <source>Allowed: {what}.</source>
   <translation>Erlaubt: {what}.</translation>
  </message>
  <message>
   <source>Also after so many steps of a teacher or of the set; 0 leaves it to the time.</source>
   <translation>Auch nach so vielen Schritten eines Lehrers oder des Satzes; 0 überlässt es der Zeit.</translation>
  </message>
  <message>
   <source>Also every</source>
   <translation>Auch alle</translation>
  </message>
  <message>
   <source>Also the settings that are the same in all ticked runs.</source>
   <translation>Auch die Einstellungen, die in allen angekreuzten Läufen gleich sind.</translation>
  </message>
  <message>
   <source>An engine says nothing any more</source>
   <translation>Eine Engine sagt nichts mehr</translation>
  </message>
  <message>
   <source>An export or another file is written</source>
   <translation>Ein Export oder eine andere Datei ist geschrieben</translation>
  </message>
  <message>
   <source>An operation is named twice.</source>
   <translation>Eine Operation ist zweimal genannt.</translation>
  </message>
  <message>
   <source>Animate images…</source>
   <translation>Bilder animieren…</translation>
  </message>
  <message>
   <source>Animate {what}…</source>
   <translation>{what} animieren…</translation>
  </message>
  <message>
   <source>Another stored iteration</source>
   <translation>Eine andere gespeicherte Iteration</translation>
  </message>
  <message>
   <source>Another stored set of this run.</source>
   <translation>Ein anderer gespeicherter Satz dieses Laufs.</translation>
  </message>
  <message>
   <source>Appendix A.3.4</source>
   <translation>Anhang A.3.4</translation>
  </message>
  <message>
   <source>Apple GPU (MPS)</source>
   <translation>Apple-GPU (MPS)</translation>
  </message>
  <message>
   <source>Arrange docks and page as they were saved</source>
   <translation>Leisten und Seite so anordnen, wie sie gespeichert wurden</translation>
  </message>
  <message>
   <source>Arrow keys move the view, plus and minus zoom, Home shows everything.</source>
   <translation>Pfeiltasten bewegen die Ansicht, Plus und Minus zoomen, Pos1 zeigt alles.</translation>
  </message>
  <message>
   <source>As in the window</source>
   <translation>Wie im Fenster</translation>
  </message>
  <message>
   <source>As it is called in the form.</source>
   <translation>Wie sie im Formular heißt.</translation>
  </message>
  <message>
   <source>As large as all images fit.</source>
   <translation>So groß, wie alle Bilder hineinpassen.</translation>
  </message>
  <message>
   <source>As stored</source>
   <translation>Wie gespeichert</translation>
  </message>
  <message>
   <source>As the .pt file, manifest inside; a format that can hold no code.</source>
   <translation>Wie die .pt-Datei, mit dem Manifest darin; ein Format, das keinen Code enthalten kann.</translation>
  </message>
  <message>
   <source>As the last step before this iteration left them.</source>
   <translation>Wie der letzte Schritt vor dieser Iteration sie hinterließ.</translation>
  </message>
  <message>
   <source>As the pair, with labels as logits and the learned rate in lr_best.pt.</source>
   <translation>Wie das Paar, mit Labels als Logits und der gelernten Rate in lr_best.pt.</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>As they are</source>
   <translation>Wie sie sind</translation>
  </message>
  <message>
   <source>Ask again</source>
   <translation>Noch einmal fragen</translation>
  </message>
  <message>
   <source>Ask for the newest version of the program, and what is new in it</source>
   <translation>Nach der neuesten Version des Programms fragen, und was in ihr neu ist</translation>
  </message>
  <message>
   <source>Ask the index once more.</source>
   <translation>Das Verzeichnis noch einmal fragen.</translation>
  </message>
  <message>
   <source>Asking for the newest version…</source>
   <translation>Frage nach der neuesten Version…</translation>
  </message>
  <message>
   <source>Asking the engine which device it computes on…</source>
   <translation>Die Engine wird gefragt, auf welchem Gerät sie rechnet…</translation>
  </message>
  <message>
   <source>At most {most} characters.</source>
   <translation>Höchstens {most} Zeichen.</translation>
  </message>
  <message>
   <source>Augment</source>
   <translation>Augmentieren</translation>
  </message>
  <message>
   <source>Augmentation (DSA)</source>
   <translation>Augmentierung (DSA)</translation>
  </message>
  <message>
   <source>BSD licences</source>
   <translation>BSD-Lizenzen</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Back to my settings</source>
   <translation>Zurück zu meinen Einstellungen</translation>
  </message>
  <message>
   <source>Back to the settings</source>
   <translation>Zurück zu den Einstellungen</translation>
  </message>
  <message>
   <source>Back to {name}</source>
   <translation>Zurück zu {name}</translation>
  </message>
  <message>
   <source>Background</source>
   <translation>Hintergrund</translation>
  </message>
  <message>
   <source>Based on “{run}”. Start makes a new run.</source>
   <translation>Auf Grundlage von „{run}“. Starten macht daraus einen neuen Lauf.</translation>
  </message>
  <message>
   <source>Baseline</source>
   <translation>Baseline</translation>
  </message>
  <message>
   <source>Baseline: {accuracy}</source>
   <translation>Baseline: {accuracy}</translation>
  </message>
  <message>
   <source>Batch</source>
   <translation>Batch</translation>
  </message>
  <message>
   <source>Be shown around the window in five steps</source>
   <translation>In fünf Schritten durch das Fenster führen</translation>
  </message>
  <message>
   <source>Before the first change</source>
   <translation>Vor der ersten Änderung</translation>
  </message>
  <message>
   <source>Begin</source>
   <translation>Beginnen</translation>
  </message>
  <message>
   <source>Begin a new experiment from the default settings</source>
   <translation>Ein neues Experiment mit den Standardeinstellungen beginnen</translation>
  </message>
  <message>
   <source>Begin a run that trains and tests these networks on the chosen sets.</source>
   <translation>Einen Lauf beginnen, der diese Netze auf den gewählten Sätzen trainiert und testet.</translation>
  </message>
  <message>
   <source>Begin with a preset or set everything yourself. To use your own images, drop their folder on this window.</source>
   <translation>Mit einer Voreinstellung beginnen oder alles selbst einstellen. Für eigene Bilder deren Ordner auf diesem Fenster ablegen.</translation>
  </message>
  <message>
   <source>Best</source>
   <translation>Bester</translation>
  </message>
  <message>
   <source>Best device there is</source>
   <translation>Bestes vorhandenes Gerät</translation>
  </message>
  <message>
   <source>Best set</source>
   <translation>Bester Satz</translation>
  </message>
  <message>
   <source>BibTeX of the papers to cite</source>
   <translation>BibTeX der zu zitierenden Arbeiten</translation>
  </message>
  <message>
   <source>Blocks of convolution, norm, activation and pooling. 0 goes by the image size as the field does: 3 blocks for 32 pixels, 4 for 64, 5 for 128.</source>
   <translation>Blöcke aus Faltung, Normierung, Aktivierung und Pooling. 0 richtet sich nach der Bildgröße, wie im Fach üblich: 3 Blöcke für 32 Pixel, 4 für 64, 5 für 128.</translation>
  </message>
  <message>
   <source>Border of the wipe</source>
   <translation>Grenze der Wischblende</translation>
  </message>
  <message>
   <source>Buffer</source>
   <translation>Buffer</translation>
  </message>
  <message>
   <source>By the system too, while another program has the focus</source>
   <translation>Auch durch das System, während ein anderes Programm den Fokus hat</translation>
  </message>
  <message>
   <source>CPU</source>
   <translation>CPU</translation>
  </message>
  <message>
   <source>CPU threads</source>
   <translation>CPU-Threads</translation>
  </message>
  <message>
   <source>CPU, {n} thread</source>
   <translation>CPU, {n} Thread</translation>
  </message>
  <message>
   <source>CPU, {n} threads</source>
   <translation>CPU, {n} Threads</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Candidates</source>
   <translation>Kandidaten</translation>
  </message>
  <message>
   <source>Change this setting, then look through again.</source>
   <translation>Diese Einstellung ändern, dann erneut durchsehen.</translation>
  </message>
  <message>
   <source>Changed by you</source>
   <translation>Selbst geändert</translation>
  </message>
  <message>
   <source>Changed: {preset}</source>
   <translation>Geändert: {preset}</translation>
  </message>
  <message>
   <source>Channels of every convolution. 128 in the paper; fewer is faster, less accurate.</source>
   <translation>Kanäle jeder Faltung. 128 in der Arbeit; weniger ist schneller und weniger genau.</translation>
  </message>
  <message>
   <source>Check for updates</source>
   <translation>Nach Updates suchen</translation>
  </message>
  <message>
   <source>Check for updates…</source>
   <translation>Nach Updates suchen…</translation>
  </message>
  <message>
   <source>Checkpoint every</source>
   <translation>Checkpoint alle</translation>
  </message>
  <message>
   <source>Checkpoints</source>
   <translation>Checkpoints</translation>
  </message>
  <message>
   <source>Choose a command to change its keys below.</source>
   <translation>Ein Kommando wählen, um seine Tasten unten zu ändern.</translation>
  </message>
  <message>
   <source>Choose a family of networks to train on it.</source>
   <translation>Eine Netzfamilie wählen, die darauf trainiert wird.</translation>
  </message>
  <message>
   <source>Choose a file of images and labels</source>
   <translation>Eine Datei mit Bildern und Labels wählen</translation>
  </message>
  <message>
   <source>Choose a file of tensors, or a folder of a pair, a triple or of class folders of pictures. Nothing in a file is ever run.</source>
   <translation>Eine Datei mit Tensoren wählen, oder den Ordner eines Paars, eines Tripels oder von Bildern in Klassenordnern. Nichts in einer Datei wird je ausgeführt.</translation>
  </message>
  <message>
   <source>Choose a file of tensors.</source>
   <translation>Eine Datei mit Tensoren wählen.</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>Datei wählen…</translation>
  </message>
  <message>
   <source>Choose a folder of a pair, a triple or of class folders of pictures.</source>
   <translation>Einen Ordner mit einem Paar, einem Tripel oder mit Klassenordnern von Bildern wählen.</translation>
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation>Ordner wählen…</translation>
  </message>
  <message>
   <source>Choose a preset, or set everything yourself. Every setting says what it means, what is allowed, and where the paper has it.</source>
   <translation>Eine Voreinstellung wählen oder alles selbst einstellen. Jede Einstellung sagt, was sie bedeutet, was erlaubt ist und wo sie in der Arbeit steht.</translation>
  </message>
  <message>
   <source>Choose a step, and the settings are as they were after it.</source>
   <translation>Einen Schritt wählen, und die Einstellungen sind wie nach ihm.</translation>
  </message>
  <message>
   <source>Choose images</source>
   <translation>Bilder wählen</translation>
  </message>
  <message>
   <source>Choose one in the list of experiments, or set one up and start it.</source>
   <translation>Einen in der Liste der Experimente wählen, oder einen einrichten und starten.</translation>
  </message>
  <message>
   <source>Choose one to read it at the right.</source>
   <translation>Eine wählen, um sie rechts zu lesen.</translation>
  </message>
  <message>
   <source>Choose the data set that it stands for.</source>
   <translation>Den Datensatz wählen, für den er steht.</translation>
  </message>
  <message>
   <source>Choose the device of the selected entry</source>
   <translation>Das Gerät des gewählten Eintrags wählen</translation>
  </message>
  <message>
   <source>Choose the file.</source>
   <translation>Die Datei wählen.</translation>
  </message>
  <message>
   <source>Choose the folder of all runs</source>
   <translation>Den Ordner aller Läufe wählen</translation>
  </message>
  <message>
   <source>Choose the folder of all runs…</source>
   <translation>Ordner aller Läufe wählen…</translation>
  </message>
  <message>
   <source>Choose the folder of the log. It becomes a run that holds its curves and nothing else, and can be compared with others.</source>
   <translation>Den Ordner des Protokolls wählen. Daraus wird ein Lauf, der seine Kurven enthält und sonst nichts, und der mit anderen verglichen werden kann.</translation>
  </message>
  <message>
   <source>Choose the folder that the event files lie in.</source>
   <translation>Den Ordner wählen, in dem die Ereignisdateien liegen.</translation>
  </message>
  <message>
   <source>Choose the pixel space.</source>
   <translation>Den Pixelraum wählen.</translation>
  </message>
  <message>
   <source>Choose the {format}</source>
   <translation>Pfad wählen: {format}</translation>
  </message>
  <message>
   <source>Choose theme, language and what the program does by itself</source>
   <translation>Design, Sprache und was das Programm von selbst tut</translation>
  </message>
  <message>
   <source>Choose what is told, and how</source>
   <translation>Wählen, was gemeldet wird, und wie</translation>
  </message>
  <message>
   <source>Choose what is told, and whether the system tells it too</source>
   <translation>Wählen, was gemeldet wird, und ob auch das System es meldet</translation>
  </message>
  <message>
   <source>Choose, or see the pixels of an image</source>
   <translation>Wählen, oder die Pixel eines Bildes sehen</translation>
  </message>
  <message>
   <source>Choose: {name}</source>
   <translation>Wählen: {name}</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <source>Click a setting to read about it</source>
   <translation>Eine Einstellung anklicken, um über sie zu lesen</translation>
  </message>
  <message>
   <source>Clips at k standard deviations around the mean of all images shown, then stretches: mean − kσ is black, mean + kσ is full. What they are compared with is shown over the same range.</source>
   <translation>Schneidet bei k Standardabweichungen um den Mittelwert aller gezeigten Bilder ab und spreizt dann: Mittelwert − kσ ist schwarz, Mittelwert + kσ ist voll. Womit sie verglichen werden, erscheint im selben Bereich.</translation>
  </message>
  <message>
   <source>Clips each image at k standard deviations around its own mean, then stretches it: images cannot be compared in brightness.</source>
   <translation>Schneidet jedes Bild bei k Standardabweichungen um seinen eigenen Mittelwert ab und spreizt es dann: Die Helligkeit der Bilder ist nicht vergleichbar.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close other programs before a large run.</source>
   <translation>Vor einem großen Lauf andere Programme schließen.</translation>
  </message>
  <message>
   <source>Close the run</source>
   <translation>Lauf schließen</translation>
  </message>
  <message>
   <source>Close the window</source>
   <translation>Das Fenster schließen</translation>
  </message>
  <message>
   <source>Close this dialog; what was chosen is kept</source>
   <translation>Diesen Dialog schließen; was gewählt wurde, bleibt</translation>
  </message>
  <message>
   <source>Close this dialog; what was ticked is kept</source>
   <translation>Diesen Dialog schließen; die Häkchen bleiben</translation>
  </message>
  <message>
   <source>Close this window; nothing is evaluated.</source>
   <translation>Dieses Fenster schließen; nichts wird ausgewertet.</translation>
  </message>
  <message>
   <source>Close this window; nothing is imported.</source>
   <translation>Dieses Fenster schließen; nichts wird importiert.</translation>
  </message>
  <message>
   <source>Close this window; nothing is written.</source>
   <translation>Dieses Fenster schließen; nichts wird geschrieben.</translation>
  </message>
  <message>
   <source>Close this window; what was written stays.</source>
   <translation>Dieses Fenster schließen; was geschrieben wurde, bleibt.</translation>
  </message>
  <message>
   <source>Close {name}</source>
   <translation>{name} schließen</translation>
  </message>
  <message>
   <source>Close {name}; View &gt; {name} brings it back</source>
   <translation>{name} schließen; Ansicht &gt; {name} bringt es zurück</translation>
  </message>
  <message>
   <source>Colours are shown as they are; below 0 is black, above 1 is full.</source>
   <translation>Farben erscheinen, wie sie sind; unter 0 ist schwarz, über 1 ist voll.</translation>
  </message>
  <message>
   <source>Colours of the light theme; the page shows through.</source>
   <translation>Farben des hellen Designs; die Seite scheint durch.</translation>
  </message>
  <message>
   <source>Colours of the window, at once.</source>
   <translation>Farben des Fensters, sofort.</translation>
  </message>
  <message>
   <source>Columns of {table}</source>
   <translation>Spalten von {table}</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>Kommando</translation>
  </message>
  <message>
   <source>Command lines</source>
   <translation>Kommandozeilen</translation>
  </message>
  <message>
   <source>Command palette</source>
   <translation>Kommandopalette</translation>
  </message>
  <message>
   <source>Command palette…</source>
   <translation>Kommandopalette…</translation>
  </message>
  <message>
   <source>Command that updates the program</source>
   <translation>Kommando, das das Programm aktualisiert</translation>
  </message>
  <message>
   <source>Commands and their keys</source>
   <translation>Kommandos und ihre Tasten</translation>
  </message>
  <message>
   <source>Commands, runs and presets</source>
   <translation>Kommandos, Läufe und Voreinstellungen</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Compare the images with others</source>
   <translation>Die Bilder mit anderen vergleichen</translation>
  </message>
  <message>
   <source>Compare the images: {series}</source>
   <translation>Bilder vergleichen: {series}</translation>
  </message>
  <message>
   <source>Compare this set with another iteration, with real images, or with another run.</source>
   <translation>Diesen Satz mit einer anderen Iteration, mit echten Bildern oder mit einem anderen Lauf vergleichen.</translation>
  </message>
  <message>
   <source>Compare with</source>
   <translation>Vergleichen mit</translation>
  </message>
  <message>
   <source>Compiler</source>
   <translation>Compiler</translation>
  </message>
  <message>
   <source>Configure</source>
   <translation>Einrichten</translation>
  </message>
  <message>
   <source>Configure: what a run does</source>
   <translation>Einrichten: was ein Lauf tut</translation>
  </message>
  <message>
   <source>Confusion matrix</source>
   <translation>Konfusionsmatrix</translation>
  </message>
  <message>
   <source>Contents</source>
   <translation>Inhalt</translation>
  </message>
  <message>
   <source>Contrast</source>
   <translation>Kontrast</translation>
  </message>
  <message>
   <source>Convolutions and matrix products with 10 bits of mantissa in place of 23: faster on NVIDIA GPUs from Ampere on, and no longer comparable in the last digits with other machines. Teachers trained so are kept apart. Without effect on other devices.</source>
   <translation>Faltungen und Matrixprodukte mit 10 statt 23 Bit Mantisse: schneller auf NVIDIA-GPUs ab Ampere und in den letzten Stellen nicht mehr mit anderen Rechnern vergleichbar. So trainierte Lehrer werden getrennt aufbewahrt. Ohne Wirkung auf anderen Geräten.</translation>
  </message>
  <message>
   <source>Copied: {command}</source>
   <translation>Kopiert: {command}</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy BibTeX</source>
   <translation>BibTeX kopieren</translation>
  </message>
  <message>
   <source>Copy as command</source>
   <translation>Als Kommando kopieren</translation>
  </message>
  <message>
   <source>Copy both papers as BibTeX.</source>
   <translation>Beide Arbeiten als BibTeX kopieren.</translation>
  </message>
  <message>
   <source>Copy images</source>
   <translation>Bilder kopieren</translation>
  </message>
  <message>
   <source>Copy or save images as they are seen</source>
   <translation>Bilder, wie sie zu sehen sind, kopieren oder speichern</translation>
  </message>
  <message>
   <source>Copy or save images as they are seen (right click, Ctrl+C).</source>
   <translation>Bilder, wie sie zu sehen sind, kopieren oder speichern (Rechtsklick, Strg+C).</translation>
  </message>
  <message>
   <source>Copy picture</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <source>Copy the command</source>
   <translation>Das Kommando kopieren</translation>
  </message>
  <message>
   <source>Copy the ftd run command of these settings</source>
   <translation>Das Kommando ftd run mit diesen Einstellungen kopieren</translation>
  </message>
  <message>
   <source>Copy the lines shown</source>
   <translation>Die gezeigten Zeilen kopieren</translation>
  </message>
  <message>
   <source>Copy the path of the run folder</source>
   <translation>Den Pfad des Laufordners kopieren</translation>
  </message>
  <message>
   <source>Copy the run to where you may write.</source>
   <translation>Den Lauf dorthin kopieren, wo geschrieben werden darf.</translation>
  </message>
  <message>
   <source>Copy versions</source>
   <translation>Versionen kopieren</translation>
  </message>
  <message>
   <source>Copy what a report of a fault needs.</source>
   <translation>Kopieren, was ein Fehlerbericht braucht.</translation>
  </message>
  <message>
   <source>Copy {title} as a table</source>
   <translation>{title} als Tabelle kopieren</translation>
  </message>
  <message>
   <source>Copy {what}</source>
   <translation>{what} kopieren</translation>
  </message>
  <message>
   <source>Counts</source>
   <translation>Anzahlen</translation>
  </message>
  <message>
   <source>Cross-architecture results</source>
   <translation>Ergebnisse mit anderen Architekturen</translation>
  </message>
  <message>
   <source>Cross-entropy of the teachers on real images.
Band: one standard deviation over the teachers.</source>
   <translation>Kreuzentropie der Lehrer auf echten Bildern.
Band: eine Standardabweichung über die Lehrer.</translation>
  </message>
  <message>
   <source>Ctrl+C copies the selected rows, or all.</source>
   <translation>Strg+C kopiert die gewählten Zeilen oder alle.</translation>
  </message>
  <message>
   <source>Curves</source>
   <translation>Kurven</translation>
  </message>
  <message>
   <source>Curves are smoothed on the Monitor page of a run</source>
   <translation>Kurven werden auf der Seite Beobachten eines Laufs geglättet</translation>
  </message>
  <message>
   <source>Curves of the shown run while it computes, and after it.</source>
   <translation>Kurven des gezeigten Laufs, während er rechnet und danach.</translation>
  </message>
  <message>
   <source>Curves of the teachers, of matching and of accuracy, as they come. Pause or stop at any step; a run goes on later from where it was.</source>
   <translation>Kurven der Lehrer, des Matchings und der Genauigkeit, sobald sie entstehen. Bei jedem Schritt anhalten oder stoppen; ein Lauf geht später weiter, wo er war.</translation>
  </message>
  <message>
   <source>Curves, accuracies, settings and sets of up to six runs.</source>
   <translation>Kurven, Genauigkeiten, Einstellungen und Sätze von bis zu sechs Läufen.</translation>
  </message>
  <message>
   <source>Cut</source>
   <translation>Ausschneiden</translation>
  </message>
  <message>
   <source>DATM triple</source>
   <translation>DATM-Tripel</translation>
  </message>
  <message>
   <source>DC file</source>
   <translation>DC-Datei</translation>
  </message>
  <message>
   <source>Damaged files</source>
   <translation>Beschädigte Dateien</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Data</source>
   <translation>Daten</translation>
  </message>
  <message>
   <source>Data set</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Data set {name}</source>
   <translation>Datensatz {name}</translation>
  </message>
  <message>
   <source>Data sets</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>De-whitened</source>
   <translation>Entweißt</translation>
  </message>
  <message>
   <source>Default settings</source>
   <translation>Standardeinstellungen</translation>
  </message>
  <message>
   <source>Default: {value}</source>
   <translation>Vorgabe: {value}</translation>
  </message>
  <message>
   <source>Delete a word or a line</source>
   <translation>Ein Wort oder eine Zeile löschen</translation>
  </message>
  <message>
   <source>Delete run</source>
   <translation>Lauf löschen</translation>
  </message>
  <message>
   <source>Demo: Fashion-MNIST, 1 image per class</source>
   <translation>Demo: Fashion-MNIST, 1 Bild je Klasse</translation>
  </message>
  <message>
   <source>Depth</source>
   <translation>Tiefe</translation>
  </message>
  <message>
   <source>Details: {path}</source>
   <translation>Einzelheiten: {path}</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>Device of the selected entry</source>
   <translation>Gerät des gewählten Eintrags</translation>
  </message>
  <message>
   <source>Differences are multiplied by this, since most are small.</source>
   <translation>Unterschiede werden damit vervielfacht, da die meisten klein sind.</translation>
  </message>
  <message>
   <source>Differentiable augmentation of the batches in evaluation.</source>
   <translation>Differenzierbare Augmentierung der Batches bei der Evaluation.</translation>
  </message>
  <message>
   <source>Differentiable augmentation of the real batches.</source>
   <translation>Differenzierbare Augmentierung der echten Batches.</translation>
  </message>
  <message>
   <source>Differentiable augmentation of the synthetic batches, drawn anew each student step.</source>
   <translation>Differenzierbare Augmentierung der synthetischen Batches, in jedem Schritt des Schülers neu gezogen.</translation>
  </message>
  <message>
   <source>Disk</source>
   <translation>Platte</translation>
  </message>
  <message>
   <source>Disk free</source>
   <translation>Platte frei</translation>
  </message>
  <message>
   <source>Disk free, {purpose}</source>
   <translation>Platte frei, {purpose}</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <source>Dismiss; it stays in the list behind the bell</source>
   <translation>Ausblenden; sie bleibt in der Liste hinter der Glocke</translation>
  </message>
  <message>
   <source>Distill</source>
   <translation>Distill</translation>
  </message>
  <message>
   <source>Distillation</source>
   <translation>Destillation</translation>
  </message>
  <message>
   <source>Distilled, EMA</source>
   <translation>Destilliert, EMA</translation>
  </message>
  <message>
   <source>Distilled, raw</source>
   <translation>Destilliert, roh</translation>
  </message>
  <message>
   <source>Distilling</source>
   <translation>Destillieren</translation>
  </message>
  <message>
   <source>Do what is left of the study, in a process of its own</source>
   <translation>Tun, was von der Studie noch fehlt, in einem eigenen Prozess</translation>
  </message>
  <message>
   <source>Does a set rank architectures as real data do, and how much time does it save?</source>
   <translation>Ordnet ein Satz Architekturen wie echte Daten, und wie viel Zeit spart er?</translation>
  </message>
  <message>
   <source>Does a set that was distilled with one network train others as well?</source>
   <translation>Trainiert ein Satz, der mit einem Netz destilliert wurde, auch andere gut?</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Done: {outcome}</source>
   <translation>Fertig: {outcome}</translation>
  </message>
  <message>
   <source>Duplicate the entry</source>
   <translation>Den Eintrag verdoppeln</translation>
  </message>
  <message>
   <source>Duplicate the entry of the queue</source>
   <translation>Den Eintrag der Warteschlange verdoppeln</translation>
  </message>
  <message>
   <source>Duplicate the selected entry under another seed (Ctrl+D)</source>
   <translation>Den gewählten Eintrag mit anderem Seed verdoppeln (Strg+D)</translation>
  </message>
  <message>
   <source>EMA / raw</source>
   <translation>EMA / roh</translation>
  </message>
  <message>
   <source>EMA decay</source>
   <translation>EMA-Abklingfaktor</translation>
  </message>
  <message>
   <source>EMA of {n}</source>
   <translation>EMA über {n}</translation>
  </message>
  <message>
   <source>EMA on used networks</source>
   <translation>EMA auf gebrauchten Netzen</translation>
  </message>
  <message>
   <source>EMA over {n} points</source>
   <translation>EMA über {n} Punkte</translation>
  </message>
  <message>
   <source>EMA, final</source>
   <translation>EMA, endgültig</translation>
  </message>
  <message>
   <source>EMA, their moving average</source>
   <translation>EMA, ihr gleitender Mittelwert</translation>
  </message>
  <message>
   <source>Each setting with its value in the preset and its present one.</source>
   <translation>Jede Einstellung mit ihrem Wert in der Voreinstellung und ihrem jetzigen.</translation>
  </message>
  <message>
   <source>Earlier: move the selected entry up (Alt+Up)</source>
   <translation>Früher: den gewählten Eintrag nach oben (Alt+Auf)</translation>
  </message>
  <message>
   <source>Effect of EMA</source>
   <translation>Wirkung des EMA</translation>
  </message>
  <message>
   <source>Elapsed</source>
   <translation>Vergangen</translation>
  </message>
  <message>
   <source>Embedded images</source>
   <translation>Beiliegende Bilder</translation>
  </message>
  <message>
   <source>End it after the present step; what is done is kept</source>
   <translation>Nach dem jetzigen Schritt beenden; was fertig ist, bleibt erhalten</translation>
  </message>
  <message>
   <source>End the run after this step; what was stored is kept</source>
   <translation>Den Lauf nach diesem Schritt beenden; Gespeichertes bleibt erhalten</translation>
  </message>
  <message>
   <source>End the run once its set was evaluated next; what was stored is kept</source>
   <translation>Den Lauf beenden, sobald sein Satz das nächste Mal evaluiert ist; Gespeichertes bleibt erhalten</translation>
  </message>
  <message>
   <source>End tour</source>
   <translation>Rundgang beenden</translation>
  </message>
  <message>
   <source>Engine holds</source>
   <translation>Engine belegt</translation>
  </message>
  <message>
   <source>Enlarge, or see all plots again</source>
   <translation>Vergrößern, oder wieder alle Diagramme zeigen</translation>
  </message>
  <message>
   <source>Epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <source>Epochs each</source>
   <translation>Epochen je Netz</translation>
  </message>
  <message>
   <source>Epochs of the networks that are trained while distilling.</source>
   <translation>Epochen der Netze, die während des Destillierens trainiert werden.</translation>
  </message>
  <message>
   <source>Equal factors stand equally far apart; 0 and below are left out.</source>
   <translation>Gleiche Faktoren stehen gleich weit auseinander; 0 und Kleineres wird ausgelassen.</translation>
  </message>
  <message>
   <source>Equation 15, Figure 5</source>
   <translation>Gleichung 15, Abbildung 5</translation>
  </message>
  <message>
   <source>Equation 16, Appendix A.3.3</source>
   <translation>Gleichung 16, Anhang A.3.3</translation>
  </message>
  <message>
   <source>Equation 5, Table 7</source>
   <translation>Gleichung 5, Tabelle 7</translation>
  </message>
  <message>
   <source>Equation 9, Table 1</source>
   <translation>Gleichung 9, Tabelle 1</translation>
  </message>
  <message>
   <source>Error</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Errors only</source>
   <translation>Nur Fehler</translation>
  </message>
  <message>
   <source>Errors, warnings and notes about the images, each with its cure.</source>
   <translation>Fehler, Warnungen und Anmerkungen zu den Bildern, jeweils mit Abhilfe.</translation>
  </message>
  <message>
   <source>Estimate exactly</source>
   <translation>Genau schätzen</translation>
  </message>
  <message>
   <source>Estimate exactly builds it and measures.</source>
   <translation>„Genau schätzen“ baut es und misst.</translation>
  </message>
  <message>
   <source>Estimate exactly reads them and measures.</source>
   <translation>„Genau schätzen“ liest sie und misst.</translation>
  </message>
  <message>
   <source>Evaluate</source>
   <translation>Evaluate</translation>
  </message>
  <message>
   <source>Evaluate again…</source>
   <translation>Erneut evaluieren…</translation>
  </message>
  <message>
   <source>Evaluate every</source>
   <translation>Evaluieren alle</translation>
  </message>
  <message>
   <source>Evaluate now</source>
   <translation>Jetzt evaluieren</translation>
  </message>
  <message>
   <source>Evaluate on other networks</source>
   <translation>Auf anderen Netzen evaluieren</translation>
  </message>
  <message>
   <source>Evaluate on other networks…</source>
   <translation>Auf anderen Netzen evaluieren…</translation>
  </message>
  <message>
   <source>Evaluating</source>
   <translation>Evaluieren</translation>
  </message>
  <message>
   <source>Evaluation</source>
   <translation>Evaluation</translation>
  </message>
  <message>
   <source>Every flag with the setting that it becomes here.</source>
   <translation>Jedes Flag mit der Einstellung, die es hier wird.</translation>
  </message>
  <message>
   <source>Every other network does worse than the ConvNet that the set was distilled with; FTD is above MTT on all of them.</source>
   <translation>Jedes andere Netz ist schlechter als das ConvNet, mit dem der Satz destilliert wurde; FTD liegt auf allen über MTT.</translation>
  </message>
  <message>
   <source>Every word must stand in a section (Ctrl+F).</source>
   <translation>Jedes Wort muss in einem Abschnitt stehen (Strg+F).</translation>
  </message>
  <message>
   <source>Every word must stand in the command, its menu or its keys.</source>
   <translation>Jedes Wort muss im Kommando, in seinem Menü oder in seinen Tasten stehen.</translation>
  </message>
  <message>
   <source>Exact colours and smaller files; browsers and newer programs show it.</source>
   <translation>Genaue Farben und kleinere Dateien; Browser und neuere Programme zeigen es.</translation>
  </message>
  <message>
   <source>Experiment</source>
   <translation>Experiment</translation>
  </message>
  <message>
   <source>Experiment (*.toml)</source>
   <translation>Experiment (*.toml)</translation>
  </message>
  <message>
   <source>Experiments</source>
   <translation>Experimente</translation>
  </message>
  <message>
   <source>Exponential moving average over about {n} points, {weight} for the newest, without the bias of its start.</source>
   <translation>Exponentiell gleitender Mittelwert über etwa {n} Punkte, der neueste mit Gewicht {weight}, ohne die Verzerrung des Anfangs.</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Export a synthetic set</source>
   <translation>Synthetischen Satz exportieren</translation>
  </message>
  <message>
   <source>Export as</source>
   <translation>Exportieren als</translation>
  </message>
  <message>
   <source>Export: the set for others</source>
   <translation>Exportieren: der Satz für andere</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <source>FTD Studio</source>
   <translation>FTD Studio</translation>
  </message>
  <message>
   <source>FTD Studio ended without a goodbye</source>
   <translation>FTD Studio endete ohne Abschied</translation>
  </message>
  <message>
   <source>FTD Studio {version} is out.</source>
   <translation>FTD Studio {version} ist erschienen.</translation>
  </message>
  <message>
   <source>FTD Studio: nothing runs</source>
   <translation>FTD Studio: nichts läuft</translation>
  </message>
  <message>
   <source>FTD Studio: “{name}”</source>
   <translation>FTD Studio: „{name}“</translation>
  </message>
  <message>
   <source>FTD Studio: “{name}” starts</source>
   <translation>FTD Studio: „{name}“ startet</translation>
  </message>
  <message>
   <source>FTD as printed by EDF</source>
   <translation>FTD, wie von EDF gedruckt</translation>
  </message>
  <message>
   <source>FTD is above MTT in every column; robust learning helps MTT at 50 images per class only.</source>
   <translation>FTD liegt in jeder Spalte über MTT; robustes Lernen hilft MTT nur bei 50 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>FTD is above MTT with every radius; 0.01 is best.</source>
   <translation>FTD liegt mit jedem Radius über MTT; 0,01 ist am besten.</translation>
  </message>
  <message>
   <source>FTD paper</source>
   <translation>FTD-Arbeit</translation>
  </message>
  <message>
   <source>FTD without the average is above MTT already; the average adds a little.</source>
   <translation>FTD ohne den Mittelwert liegt schon über MTT; der Mittelwert fügt etwas hinzu.</translation>
  </message>
  <message>
   <source>FTD's set ranks the best architectures far more alike than MTT's, in a nineteenth of the time.</source>
   <translation>Der Satz von FTD ordnet die besten Architekturen weit ähnlicher als der von MTT, in einem Neunzehntel der Zeit.</translation>
  </message>
  <message>
   <source>FTD, Table 1</source>
   <translation>FTD, Tabelle 1</translation>
  </message>
  <message>
   <source>FTD, Table 1, its own run of MTT</source>
   <translation>FTD, Tabelle 1, eigener Lauf von MTT</translation>
  </message>
  <message>
   <source>FTD, Table 2</source>
   <translation>FTD, Tabelle 2</translation>
  </message>
  <message>
   <source>FTD: CIFAR-10, 1 per class</source>
   <translation>FTD: CIFAR-10, 1 je Klasse</translation>
  </message>
  <message>
   <source>FTD: CIFAR-10, 10 per class</source>
   <translation>FTD: CIFAR-10, 10 je Klasse</translation>
  </message>
  <message>
   <source>FTD: CIFAR-10, 50 per class</source>
   <translation>FTD: CIFAR-10, 50 je Klasse</translation>
  </message>
  <message>
   <source>FTD: CIFAR-100, 1 per class</source>
   <translation>FTD: CIFAR-100, 1 je Klasse</translation>
  </message>
  <message>
   <source>FTD: CIFAR-100, 10 per class</source>
   <translation>FTD: CIFAR-100, 10 je Klasse</translation>
  </message>
  <message>
   <source>FTD: CIFAR-100, 50 per class</source>
   <translation>FTD: CIFAR-100, 50 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageFruit, 1 per class</source>
   <translation>FTD: ImageFruit, 1 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageFruit, 10 per class</source>
   <translation>FTD: ImageFruit, 10 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageMeow, 1 per class</source>
   <translation>FTD: ImageMeow, 1 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageMeow, 10 per class</source>
   <translation>FTD: ImageMeow, 10 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageNette, 1 per class</source>
   <translation>FTD: ImageNette, 1 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageNette, 10 per class</source>
   <translation>FTD: ImageNette, 10 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageSquawk, 1 per class</source>
   <translation>FTD: ImageSquawk, 1 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageSquawk, 10 per class</source>
   <translation>FTD: ImageSquawk, 10 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageWoof, 1 per class</source>
   <translation>FTD: ImageWoof, 1 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageWoof, 10 per class</source>
   <translation>FTD: ImageWoof, 10 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageYellow, 1 per class</source>
   <translation>FTD: ImageYellow, 1 je Klasse</translation>
  </message>
  <message>
   <source>FTD: ImageYellow, 10 per class</source>
   <translation>FTD: ImageYellow, 10 je Klasse</translation>
  </message>
  <message>
   <source>FTD: Tiny ImageNet, 1 per class</source>
   <translation>FTD: Tiny ImageNet, 1 je Klasse</translation>
  </message>
  <message>
   <source>FTD: Tiny ImageNet, 10 per class</source>
   <translation>FTD: Tiny ImageNet, 10 je Klasse</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Gescheitert</translation>
  </message>
  <message>
   <source>Family</source>
   <translation>Familie</translation>
  </message>
  <message>
   <source>Fashion-MNIST, 1 per class, two CPU cores</source>
   <translation>Fashion-MNIST, 1 je Klasse, zwei CPU-Kerne</translation>
  </message>
  <message>
   <source>Fashion-MNIST, 10 per class, two CPU cores</source>
   <translation>Fashion-MNIST, 10 je Klasse, zwei CPU-Kerne</translation>
  </message>
  <message>
   <source>Fashion-MNIST, 50 per class, two CPU cores</source>
   <translation>Fashion-MNIST, 50 je Klasse, zwei CPU-Kerne</translation>
  </message>
  <message>
   <source>Fashion-MNIST, MIT licence, © 2017 Zalando SE</source>
   <translation>Fashion-MNIST, MIT-Lizenz, © 2017 Zalando SE</translation>
  </message>
  <message>
   <source>Figure 1 wants {wanted} teachers, but only {n} are trained.</source>
   <translation>Abbildung 1 verlangt {wanted} Lehrer, trainiert werden aber nur {n}.</translation>
  </message>
  <message>
   <source>Figure 1, Appendix A.1</source>
   <translation>Abbildung 1, Anhang A.1</translation>
  </message>
  <message>
   <source>Figure 1: loss difference, evaluation</source>
   <translation>Abbildung 1: Loss-Differenz, Auswertung</translation>
  </message>
  <message>
   <source>Figure 1: loss difference, restarts</source>
   <translation>Abbildung 1: Loss-Differenz, Neustarts</translation>
  </message>
  <message>
   <source>Figure 1: teachers' test loss</source>
   <translation>Abbildung 1: Test-Loss der Lehrer</translation>
  </message>
  <message>
   <source>Figure 4, Section 4.3</source>
   <translation>Abbildung 4, Abschnitt 4.3</translation>
  </message>
  <message>
   <source>Figures and tables of the paper, computed again.</source>
   <translation>Abbildungen und Tabellen der Arbeit, neu berechnet.</translation>
  </message>
  <message>
   <source>Figures that plug-ins compute of every set that is stored while distilling; at most six. Monitor has a plot of them. They change nothing of the result.</source>
   <translation>Metriken, die Erweiterungen von jedem Satz berechnen, der beim Destillieren gespeichert wird; höchstens sechs. Monitor hat ein Diagramm davon. Am Ergebnis ändern sie nichts.</translation>
  </message>
  <message>
   <source>File or folder that holds the set</source>
   <translation>Datei oder Ordner mit dem Satz</translation>
  </message>
  <message>
   <source>Files (*{ending})</source>
   <translation>Dateien (*{ending})</translation>
  </message>
  <message>
   <source>Files may be missing or incomplete; export again. Details: {log_path}</source>
   <translation>Dateien können fehlen oder unvollständig sein; erneut exportieren. Einzelheiten: {log_path}</translation>
  </message>
  <message>
   <source>File…</source>
   <translation>Datei…</translation>
  </message>
  <message>
   <source>Fill the form with the settings of a built-in experiment or your own.</source>
   <translation>Das Formular mit den Einstellungen eines eingebauten oder eigenen Experiments füllen.</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filtern</translation>
  </message>
  <message>
   <source>Filter by name</source>
   <translation>Nach Namen filtern</translation>
  </message>
  <message>
   <source>Filter classes</source>
   <translation>Klassen filtern</translation>
  </message>
  <message>
   <source>Filter the classes</source>
   <translation>Die Klassen filtern</translation>
  </message>
  <message>
   <source>Filter the classes by name or number</source>
   <translation>Die Klassen nach Namen oder Nummer filtern</translation>
  </message>
  <message>
   <source>Filter the runs to compare by name</source>
   <translation>Zu vergleichende Läufe nach Namen filtern</translation>
  </message>
  <message>
   <source>Final</source>
   <translation>Endgültig</translation>
  </message>
  <message>
   <source>Final accuracy minus that of the baseline.</source>
   <translation>Endgültige Genauigkeit minus die der Baseline.</translation>
  </message>
  <message>
   <source>Final accuracy, EMA</source>
   <translation>Endgültige Genauigkeit, EMA</translation>
  </message>
  <message>
   <source>Final accuracy, random real</source>
   <translation>Endgültige Genauigkeit, zufällige echte</translation>
  </message>
  <message>
   <source>Final accuracy, raw</source>
   <translation>Endgültige Genauigkeit, roh</translation>
  </message>
  <message>
   <source>Find a command or keys</source>
   <translation>Kommando oder Tasten finden</translation>
  </message>
  <message>
   <source>Find a command or keys, such as export or ctrl+e</source>
   <translation>Kommando oder Tasten finden, etwa export oder strg+e</translation>
  </message>
  <message>
   <source>Find a setting</source>
   <translation>Einstellung finden</translation>
  </message>
  <message>
   <source>Find any command, run or preset by a few letters</source>
   <translation>Kommandos, Läufe und Voreinstellungen mit wenigen Buchstaben finden</translation>
  </message>
  <message>
   <source>Fine</source>
   <translation>In Ordnung</translation>
  </message>
  <message>
   <source>First image of each class</source>
   <translation>Erstes Bild jeder Klasse</translation>
  </message>
  <message>
   <source>First images</source>
   <translation>Anfangsbilder</translation>
  </message>
  <message>
   <source>First student rate</source>
   <translation>Erste Schülerrate</translation>
  </message>
  <message>
   <source>Five steps, from the settings to the exported set.</source>
   <translation>Fünf Schritte, von den Einstellungen bis zum exportierten Satz.</translation>
  </message>
  <message>
   <source>Flag</source>
   <translation>Flag</translation>
  </message>
  <message>
   <source>Flat minimum in evaluation</source>
   <translation>Flaches Minimum in der Evaluation</translation>
  </message>
  <message>
   <source>Flat minimum radius</source>
   <translation>Radius für flaches Minimum</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Folder is empty, but the data set is your own ({kind}).</source>
   <translation>Der Ordner ist leer, aber der Datensatz ist ein eigener ({kind}).</translation>
  </message>
  <message>
   <source>Folder of all runs</source>
   <translation>Ordner aller Läufe</translation>
  </message>
  <message>
   <source>Folder of the {format}</source>
   <translation>Ordner wählen: {format}</translation>
  </message>
  <message>
   <source>Folder with event files of TensorBoard</source>
   <translation>Ordner mit Ereignisdateien von TensorBoard</translation>
  </message>
  <message>
   <source>Folders</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Folder…</source>
   <translation>Ordner…</translation>
  </message>
  <message>
   <source>Follow</source>
   <translation>Folgen</translation>
  </message>
  <message>
   <source>Follow newest</source>
   <translation>Neuestem folgen</translation>
  </message>
  <message>
   <source>For a terminal or another program.</source>
   <translation>Für ein Terminal oder ein anderes Programm.</translation>
  </message>
  <message>
   <source>For each image the training image of its class whose colours differ least. Each set is looked through once, which reads the real images, and remembered beside the run.</source>
   <translation>Für jedes Bild das Trainingsbild seiner Klasse, dessen Farben sich am wenigsten unterscheiden. Jeder Satz wird einmal durchsucht, was die echten Bilder liest, und das Ergebnis beim Lauf gemerkt.</translation>
  </message>
  <message>
   <source>Forget all notifications</source>
   <translation>Alle Meldungen vergessen</translation>
  </message>
  <message>
   <source>Forget the missing runs</source>
   <translation>Die fehlenden Läufe vergessen</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>Forward</source>
   <translation>Vorwärts</translation>
  </message>
  <message>
   <source>Frames done</source>
   <translation>Fertige Bilder</translation>
  </message>
  <message>
   <source>Free some space: teachers of a large run take gigabytes.</source>
   <translation>Platz schaffen: Die Lehrer eines großen Laufs brauchen Gigabytes.</translation>
  </message>
  <message>
   <source>Fresh networks are trained on the chosen set of each series and tested, and as many on random real images. A new run remembers it; this one stays as it is.</source>
   <translation>Frische Netze werden auf dem gewählten Satz jeder Reihe trainiert und getestet, und ebenso viele auf zufälligen echten Bildern. Ein neuer Lauf merkt es sich; dieser bleibt, wie er ist.</translation>
  </message>
  <message>
   <source>Fresh networks on real test images. The chosen row is the one that the tables below show.</source>
   <translation>Frische Netze auf echten Testbildern. Die gewählte Zeile zeigen die Tabellen darunter.</translation>
  </message>
  <message>
   <source>Fresh networks per evaluation while distilling.</source>
   <translation>Frische Netze je Evaluation während des Destillierens.</translation>
  </message>
  <message>
   <source>Fresh networks trained on the set; mean and population standard deviation are over these.</source>
   <translation>Frische Netze, die auf dem Satz trainiert werden; Mittelwert und Standardabweichung der Grundgesamtheit gehen über diese.</translation>
  </message>
  <message>
   <source>From an empty shelf on it needs {words} on this device.</source>
   <translation>Mit leerer Ablage braucht sie auf diesem Gerät {words}.</translation>
  </message>
  <message>
   <source>From its next start on, the window is in the language of the system.</source>
   <translation>Ab dem nächsten Start folgt das Fenster der Sprache des Systems.</translation>
  </message>
  <message>
   <source>From its next start on, the window is in this language: {language}.</source>
   <translation>Ab dem nächsten Start hat das Fenster diese Sprache: {language}.</translation>
  </message>
  <message>
   <source>From the start to the last word, without the pauses between two engines.</source>
   <translation>Vom Start bis zum letzten Lebenszeichen, ohne die Pausen zwischen zwei Engines.</translation>
  </message>
  <message>
   <source>Full Fashion-MNIST on two CPU cores, in about four minutes: 69 % from ten images, where ten random real ones give 52 %.</source>
   <translation>Ganzes Fashion-MNIST auf zwei CPU-Kernen, in etwa vier Minuten: 69 % aus zehn Bildern, wo zehn zufällige echte 52 % ergeben.</translation>
  </message>
  <message>
   <source>Full Fashion-MNIST on two CPU cores, in about ten minutes: 78 % from ten images per class, where random real ones give 73 %.</source>
   <translation>Ganzes Fashion-MNIST auf zwei CPU-Kernen, in etwa zehn Minuten: 78 % aus zehn Bildern je Klasse, wo zufällige echte 73 % ergeben.</translation>
  </message>
  <message>
   <source>Full Fashion-MNIST on two CPU cores, in ten to twenty minutes: 81 % from 50 images per class, where random real ones give 76 %.</source>
   <translation>Ganzes Fashion-MNIST auf zwei CPU-Kernen, in zehn bis zwanzig Minuten: 81 % aus 50 Bildern je Klasse, wo zufällige echte 76 % ergeben.</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>Vollbild</translation>
  </message>
  <message>
   <source>Further families that the set is evaluated on at the end, as many networks of each; the network of the experiment is always one. Results has a row for each. With the settings of Network as far as a family has them.</source>
   <translation>Weitere Familien, auf denen der Satz am Ende evaluiert wird, mit je ebenso vielen Netzen; das Netz des Experiments ist immer dabei. „Ergebnisse“ hat für jede eine Zeile. Mit den Einstellungen unter Netz, soweit eine Familie sie hat.</translation>
  </message>
  <message>
   <source>GNU Lesser General Public License, version 3. They are used unchanged and as shared libraries, so that you may put other builds of them in their place; their sources are at code.qt.io, the text of the licence at gnu.org/licenses.</source>
   <translation>GNU Lesser General Public License, Version 3. Sie werden unverändert und als gemeinsam genutzte Bibliotheken verwendet, sodass andere Builds an ihre Stelle treten können; ihre Quellen liegen auf code.qt.io, der Text der Lizenz auf gnu.org/licenses.</translation>
  </message>
  <message>
   <source>GPU figures</source>
   <translation>GPU-Zahlen</translation>
  </message>
  <message>
   <source>GPU memory</source>
   <translation>GPU-Speicher</translation>
  </message>
  <message>
   <source>GPU memory {need} of {free} free</source>
   <translation>GPU-Speicher {need} von {free} frei</translation>
  </message>
  <message>
   <source>Gain of the difference</source>
   <translation>Verstärkung des Unterschieds</translation>
  </message>
  <message>
   <source>Give all commands their built-in keys.</source>
   <translation>Allen Kommandos ihre eingebauten Tasten geben.</translation>
  </message>
  <message>
   <source>Give the command its built-in keys.</source>
   <translation>Dem Kommando seine eingebauten Tasten geben.</translation>
  </message>
  <message>
   <source>Give the command the keys pressed.</source>
   <translation>Dem Kommando die gedrückten Tasten geben.</translation>
  </message>
  <message>
   <source>Give the shown run another name; its folder stays</source>
   <translation>Dem gezeigten Lauf einen anderen Namen geben; sein Ordner bleibt</translation>
  </message>
  <message>
   <source>Give up this step, write a checkpoint and end, within seconds</source>
   <translation>Diesen Schritt aufgeben, einen Checkpoint schreiben und enden, binnen Sekunden</translation>
  </message>
  <message>
   <source>Gives up what was moved or zoomed by hand.</source>
   <translation>Verwirft, was von Hand verschoben oder gezoomt wurde.</translation>
  </message>
  <message>
   <source>Go back to the main window.</source>
   <translation>Zurück zum Hauptfenster.</translation>
  </message>
  <message>
   <source>Go back, or see all plots again</source>
   <translation>Zurück, oder wieder alle Diagramme sehen</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Go on from the last checkpoint</source>
   <translation>Vom letzten Checkpoint aus fortsetzen</translation>
  </message>
  <message>
   <source>Go on in the background</source>
   <translation>Im Hintergrund weiter</translation>
  </message>
  <message>
   <source>Go on in the background: it continues without the window. Open FTD Studio again to follow or stop it.</source>
   <translation>Im Hintergrund weiter: Er läuft ohne das Fenster weiter. FTD Studio wieder öffnen, um ihm zu folgen oder ihn anzuhalten.</translation>
  </message>
  <message>
   <source>Go on when one fails</source>
   <translation>Weiter, wenn einer scheitert</translation>
  </message>
  <message>
   <source>Go on with the queue</source>
   <translation>Warteschlange fortsetzen</translation>
  </message>
  <message>
   <source>Go on with this run from its last checkpoint</source>
   <translation>Diesen Lauf vom letzten Checkpoint aus fortsetzen</translation>
  </message>
  <message>
   <source>Go on; this session is not told of again</source>
   <translation>Weiter; auf diese Sitzung wird nicht noch einmal hingewiesen</translation>
  </message>
  <message>
   <source>Go through the window</source>
   <translation>Durch das Fenster gehen</translation>
  </message>
  <message>
   <source>Go to Configure</source>
   <translation>Zu „Einrichten“</translation>
  </message>
  <message>
   <source>Go to iteration {n}, whose set stands for this series: {reason}.</source>
   <translation>Zu Iteration {n} gehen, deren Satz für diese Reihe steht: {reason}.</translation>
  </message>
  <message>
   <source>Go to the beginning or the end</source>
   <translation>An den Anfang oder das Ende gehen</translation>
  </message>
  <message>
   <source>Go to the best set of this series</source>
   <translation>Zum besten Satz dieser Reihe gehen</translation>
  </message>
  <message>
   <source>Go to the next or the previous page</source>
   <translation>Zur nächsten oder vorigen Seite gehen</translation>
  </message>
  <message>
   <source>Go to the step before.</source>
   <translation>Zum Schritt davor gehen.</translation>
  </message>
  <message>
   <source>Go to this setting in the form.</source>
   <translation>Zu dieser Einstellung im Formular gehen.</translation>
  </message>
  <message>
   <source>Go to {page}</source>
   <translation>Gehe zu {page}</translation>
  </message>
  <message>
   <source>Gradient</source>
   <translation>Gradient</translation>
  </message>
  <message>
   <source>Gradient limit</source>
   <translation>Gradienten-Grenze</translation>
  </message>
  <message>
   <source>Grid PNG</source>
   <translation>Raster-PNG</translation>
  </message>
  <message>
   <source>Height</source>
   <translation>Höhe</translation>
  </message>
  <message>
   <source>Held-out accuracy so far, iteration {n}</source>
   <translation>Zurückgehaltene Genauigkeit bisher, Iteration {n}</translation>
  </message>
  <message>
   <source>Held-out share</source>
   <translation>Zurückgehalten</translation>
  </message>
  <message>
   <source>Held: {held}</source>
   <translation>Angehalten: {held}</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>Verbergen</translation>
  </message>
  <message numerus="yes">
   <source>Hide notes</source>
   <translation>
    <numerusform>Anmerkung verbergen</numerusform>
    <numerusform>Anmerkungen verbergen</numerusform>
   </translation>
  </message>
  <message>
   <source>Hide {line}.</source>
   <translation>{line} verbergen.</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>Hoher Kontrast</translation>
  </message>
  <message>
   <source>Highest accuracy while distilling minus that of the baseline.</source>
   <translation>Höchste Genauigkeit während des Destillierens minus die der Baseline.</translation>
  </message>
  <message>
   <source>Highest accuracy while distilling.</source>
   <translation>Höchste Genauigkeit während des Destillierens.</translation>
  </message>
  <message>
   <source>History of the settings</source>
   <translation>Verlauf der Einstellungen</translation>
  </message>
  <message>
   <source>History…</source>
   <translation>Verlauf…</translation>
  </message>
  <message>
   <source>Hold after this step, or go on from there</source>
   <translation>Nach diesem Schritt anhalten, oder von dort aus fortsetzen</translation>
  </message>
  <message>
   <source>Hold none out</source>
   <translation>Nichts zurückhalten</translation>
  </message>
  <message>
   <source>Hold the queue</source>
   <translation>Warteschlange anhalten</translation>
  </message>
  <message>
   <source>Hold the queue: start nothing further</source>
   <translation>Warteschlange anhalten: nichts Weiteres starten</translation>
  </message>
  <message>
   <source>How</source>
   <translation>Auf welche Weise</translation>
  </message>
  <message>
   <source>How accurate fresh networks become with the sets.</source>
   <translation>Wie genau frische Netze mit den Sätzen werden.</translation>
  </message>
  <message>
   <source>How accurate the teachers became, and their loss.</source>
   <translation>Wie genau die Lehrer wurden, und ihr Verlust.</translation>
  </message>
  <message>
   <source>How do matching error, initialisation error and accumulated error grow from segment to segment of the evaluation, and how sharp is the loss along the way?</source>
   <translation>Wie wachsen Matching-Fehler, Initialisierungsfehler und aufgelaufener Fehler von Abschnitt zu Abschnitt der Evaluation, und wie scharf ist der Loss auf dem Weg?</translation>
  </message>
  <message>
   <source>How does the accuracy depend on radius and mixing weight of the flat teachers?</source>
   <translation>Wie hängt die Genauigkeit von Radius und Mischgewicht der flachen Lehrer ab?</translation>
  </message>
  <message>
   <source>How far along the teacher the target lies.</source>
   <translation>Wie weit auf dem Weg des Lehrers das Ziel liegt.</translation>
  </message>
  <message>
   <source>How far does the test loss of a network trained on the set rise above its teacher's, trained from the start (evaluation) and restarted from the teacher (distillation)?</source>
   <translation>Wie weit steigt der Test-Loss eines auf dem Satz trainierten Netzes über den seines Lehrers, von Anfang an trainiert (Evaluation) und vom Lehrer aus neu gestartet (Destillation)?</translation>
  </message>
  <message>
   <source>How far each colour has moved, times the gain; black is not at all.</source>
   <translation>Wie weit sich jede Farbe bewegt hat, mal der Verstärkung; schwarz ist gar nicht.</translation>
  </message>
  <message>
   <source>How far the looking is</source>
   <translation>Wie weit die Durchsicht ist</translation>
  </message>
  <message>
   <source>How far the student ends from its target, in units of the way that the teacher itself
went: 1 is no nearer than the start, 0 is there.</source>
   <translation>Wie weit der Schüler von seinem Ziel entfernt endet, in Einheiten des Wegs, den der Lehrer
selbst ging: 1 ist nicht näher als der Start, 0 ist am Ziel.</translation>
  </message>
  <message>
   <source>How far the student ends from its target, in units of the way that the teacher itself
went: 1 is no nearer than the start, 0 is there.
Mean of the last {mean_of} iterations of each run.</source>
   <translation>Wie weit der Schüler von seinem Ziel entfernt endet, in Einheiten des Wegs, den der Lehrer
selbst ging: 1 ist nicht näher als der Start, 0 ist am Ziel.
Mittel der letzten {mean_of} Iterationen jedes Laufs.</translation>
  </message>
  <message>
   <source>How far the study is cut down</source>
   <translation>Wie weit die Studie verkleinert ist</translation>
  </message>
  <message>
   <source>How many images each class has; choosing a class shows only its images.</source>
   <translation>Wie viele Bilder jede Klasse hat; die Wahl einer Klasse zeigt nur deren Bilder.</translation>
  </message>
  <message>
   <source>How many stored sets are shown in a second.</source>
   <translation>Wie viele gespeicherte Sätze je Sekunde gezeigt werden.</translation>
  </message>
  <message>
   <source>How much accuracy is won where a network begins at the teacher's weights of a later epoch and trains on the set for the epochs that are left?</source>
   <translation>Wie viel Genauigkeit wird gewonnen, wo ein Netz bei den Gewichten des Lehrers aus einer späteren Epoche beginnt und für die übrigen Epochen auf dem Satz trainiert?</translation>
  </message>
  <message>
   <source>How much of FTD's gain comes from the moving average of the images?</source>
   <translation>Wie viel vom Gewinn von FTD kommt vom gleitenden Mittelwert der Bilder?</translation>
  </message>
  <message>
   <source>How much of each image is the reference.</source>
   <translation>Wie viel von jedem Bild die Referenz ist.</translation>
  </message>
  <message>
   <source>How near the student comes to the teachers, and the learned learning rate.</source>
   <translation>Wie nahe der Schüler den Lehrern kommt, und die gelernte Lernrate.</translation>
  </message>
  <message>
   <source>How often each colour stands in the images that are shown, not clipped. Marks at the
border: what is shown as black and as full; the rest is cut off.</source>
   <translation>Wie oft jede Farbe in den gezeigten Bildern steht, nicht abgeschnitten. Marken am
Rand: was als schwarz und was als voll erscheint; der Rest ist abgeschnitten.</translation>
  </message>
  <message>
   <source>How the gradient through all student steps is computed. unrolled: exact; memory grows with the student steps. exact: the same gradient at the memory of one step, for about a third more time. truncated: TESLA's, at the memory of one step; it leaves out how a step changes the gradients of later ones and is not exact. auto: unrolled where that takes at most half of the device's memory, else exact.</source>
   <translation>Wie der Gradient durch alle Schritte des Schülers berechnet wird. unrolled: exakt; der Speicher wächst mit den Schritten. exact: derselbe Gradient mit dem Speicher eines Schritts, für etwa ein Drittel mehr Zeit. truncated: der von TESLA, mit dem Speicher eines Schritts; er lässt aus, wie ein Schritt die Gradienten der späteren ändert, und ist nicht exakt. auto: unrolled, wo das höchstens die Hälfte des Gerätespeichers belegt, sonst exact.</translation>
  </message>
  <message>
   <source>How the list shows it; at most {most} characters.</source>
   <translation>Wie die Liste sie zeigt; höchstens {most} Zeichen.</translation>
  </message>
  <message>
   <source>How the run stands.</source>
   <translation>Wie es um den Lauf steht.</translation>
  </message>
  <message>
   <source>How to compare</source>
   <translation>Art des Vergleichs</translation>
  </message>
  <message>
   <source>Icon in the system tray</source>
   <translation>Symbol im Infobereich</translation>
  </message>
  <message>
   <source>Icons</source>
   <translation>Symbole</translation>
  </message>
  <message>
   <source>Image rate</source>
   <translation>Bildrate</translation>
  </message>
  <message>
   <source>Image size</source>
   <translation>Bildgröße</translation>
  </message>
  <message>
   <source>Image size is {n} pixels.</source>
   <translation>Die Bildgröße ist {n} Pixel.</translation>
  </message>
  <message>
   <source>Images</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>Images and labels (*.npz *.pt *.pth)</source>
   <translation>Bilder und Labels (*.npz *.pt *.pth)</translation>
  </message>
  <message>
   <source>Images per class</source>
   <translation>Bilder je Klasse</translation>
  </message>
  <message>
   <source>Images per evaluation step.</source>
   <translation>Bilder je Schritt der Evaluation.</translation>
  </message>
  <message>
   <source>Images: what was learned</source>
   <translation>Bilder: was gelernt wurde</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Import a TensorBoard log</source>
   <translation>Ein TensorBoard-Protokoll importieren</translation>
  </message>
  <message>
   <source>Import a TensorBoard log…</source>
   <translation>TensorBoard-Protokoll importieren…</translation>
  </message>
  <message>
   <source>Import a set…</source>
   <translation>Satz importieren…</translation>
  </message>
  <message>
   <source>Import a synthetic set</source>
   <translation>Synthetischen Satz importieren</translation>
  </message>
  <message>
   <source>Import and compare</source>
   <translation>Importieren und vergleichen</translation>
  </message>
  <message>
   <source>Import command line</source>
   <translation>Kommandozeile importieren</translation>
  </message>
  <message>
   <source>Import command line…</source>
   <translation>Kommandozeile importieren…</translation>
  </message>
  <message>
   <source>Import the curves of this TensorBoard log</source>
   <translation>Die Kurven dieses TensorBoard-Protokolls importieren</translation>
  </message>
  <message>
   <source>Import this set</source>
   <translation>Diesen Satz importieren</translation>
  </message>
  <message>
   <source>Imported curves</source>
   <translation>Importierte Kurven</translation>
  </message>
  <message>
   <source>Imported from</source>
   <translation>Importiert aus</translation>
  </message>
  <message>
   <source>Imported teachers</source>
   <translation>Importierte Lehrer</translation>
  </message>
  <message>
   <source>Importing…</source>
   <translation>Wird importiert…</translation>
  </message>
  <message>
   <source>In colours; off, the whitened numbers that networks are trained on, as 0 to 1.</source>
   <translation>In Farben; aus: die geweißten Zahlen, auf denen Netze trainiert werden, als 0 bis 1.</translation>
  </message>
  <message>
   <source>In the program of this system for files.</source>
   <translation>Im Dateiprogramm dieses Systems.</translation>
  </message>
  <message>
   <source>Index</source>
   <translation>Verzeichnis</translation>
  </message>
  <message>
   <source>Initialisation discrepancy</source>
   <translation>Initialisierungsdiskrepanz</translation>
  </message>
  <message>
   <source>Inspect</source>
   <translation>Untersuchen</translation>
  </message>
  <message>
   <source>Inspector</source>
   <translation>Inspektor</translation>
  </message>
  <message>
   <source>Installed plug-ins of this kind: {names}. Install {package} into the Python of FTD Studio, or choose another; `ftd doctor` lists what is there.</source>
   <translation>Installierte Erweiterungen dieser Art: {names}. {package} in das Python von FTD Studio installieren oder etwas anderes wählen; `ftd doctor` zählt auf, was da ist.</translation>
  </message>
  <message>
   <source>Interrupted</source>
   <translation>Unterbrochen</translation>
  </message>
  <message>
   <source>Is it enough to train networks on MTT's set to a flat minimum?</source>
   <translation>Genügt es, Netze auf dem Satz von MTT zu einem flachen Minimum zu trainieren?</translation>
  </message>
  <message>
   <source>It came to iteration {step} of {total}.</source>
   <translation>Er kam bis Iteration {step} von {total}.</translation>
  </message>
  <message>
   <source>It came to step {step} of {total} of the phase {phase}.</source>
   <translation>Er kam bis Schritt {step} von {total} der Phase {phase}.</translation>
  </message>
  <message>
   <source>It ended before its final evaluation. Resume it, or import its set to evaluate it.</source>
   <translation>Er endete vor seiner abschließenden Evaluation. Den Lauf fortsetzen, oder seinen Satz importieren, um ihn zu evaluieren.</translation>
  </message>
  <message>
   <source>It has no checkpoint.</source>
   <translation>Er hat keinen Checkpoint.</translation>
  </message>
  <message>
   <source>It holds {theirs}, this set {ours}: only sets of one shape can be compared.</source>
   <translation>Er enthält {theirs}, dieser Satz {ours}: Nur Sätze einer Form lassen sich vergleichen.</translation>
  </message>
  <message>
   <source>It is not known whether there is a newer version</source>
   <translation>Ob es eine neuere Version gibt, ist nicht bekannt</translation>
  </message>
  <message>
   <source>It is under way: {owner} works on it. Stop the run, then remove it.</source>
   <translation>Er ist unterwegs: {owner} arbeitet daran. Den Lauf stoppen, dann entfernen.</translation>
  </message>
  <message>
   <source>It left no trace: it was ended from outside, or the machine lost its power.</source>
   <translation>Sie hinterließ keine Spur: Sie wurde von außen beendet, oder der Rechner verlor den Strom.</translation>
  </message>
  <message>
   <source>It waits in the queue to go on. Take it out of the queue, then remove it.</source>
   <translation>Er wartet in der Warteschlange auf die Fortsetzung. Ihn aus der Warteschlange nehmen, dann entfernen.</translation>
  </message>
  <message>
   <source>It was evaluated before classes were counted. Evaluate its set again to see the accuracy on each class and the confusions.</source>
   <translation>Er wurde evaluiert, bevor Klassen gezählt wurden. Seinen Satz erneut evaluieren, um die Genauigkeit je Klasse und die Verwechslungen zu sehen.</translation>
  </message>
  <message>
   <source>It was evaluated before classes were counted. Import its set anew to count them.</source>
   <translation>Er wurde evaluiert, bevor Klassen gezählt wurden. Seinen Satz neu importieren, um sie zu zählen.</translation>
  </message>
  <message>
   <source>It was imported from a TensorBoard log that tells no final accuracy. Its curves stand in Monitor and Compare.</source>
   <translation>Er wurde aus einem TensorBoard-Protokoll importiert, das keine endgültige Genauigkeit nennt. Seine Kurven stehen in Beobachten und Vergleichen.</translation>
  </message>
  <message>
   <source>It was imported from a TensorBoard log, which holds no synthetic set.</source>
   <translation>Er wurde aus einem TensorBoard-Protokoll importiert, das keinen synthetischen Satz enthält.</translation>
  </message>
  <message>
   <source>It was opened at {began} and was last heard of at {seen}.</source>
   <translation>Beginn: {began}, letztes Lebenszeichen: {seen}.</translation>
  </message>
  <message>
   <source>Iteration</source>
   <translation>Iteration</translation>
  </message>
  <message>
   <source>Iteration to compare with</source>
   <translation>Iteration, mit der verglichen wird</translation>
  </message>
  <message>
   <source>Iteration to export</source>
   <translation>Zu exportierende Iteration</translation>
  </message>
  <message>
   <source>Iteration {iteration}</source>
   <translation>Iteration {iteration}</translation>
  </message>
  <message>
   <source>Iteration {n}, on {images}: {protocol}</source>
   <translation>Iteration {n}, auf: {images}: {protocol}</translation>
  </message>
  <message>
   <source>Iteration {n}, stored on the way.</source>
   <translation>Iteration {n}, unterwegs gespeichert.</translation>
  </message>
  <message>
   <source>Iteration {n}, the best by held-out images, {percent}.</source>
   <translation>Iteration {n}, der beste nach zurückgehaltenen Bildern, {percent}.</translation>
  </message>
  <message>
   <source>Iteration {n}, the best by the test images, as the literature does, {percent}.</source>
   <translation>Iteration {n}, der beste nach den Testbildern, wie in der Literatur, {percent}.</translation>
  </message>
  <message>
   <source>Iteration {n}, the last one: no best one was selected.</source>
   <translation>Iteration {n}, der letzte: Ein bester wurde nicht ausgewählt.</translation>
  </message>
  <message>
   <source>Iteration {n}, the newest.</source>
   <translation>Iteration {n}, der neueste.</translation>
  </message>
  <message>
   <source>Iteration {n}: {reason}</source>
   <translation>Iteration {n}: {reason}</translation>
  </message>
  <message>
   <source>Iterations</source>
   <translation>Iterationen</translation>
  </message>
  <message>
   <source>Iterations between evaluations on fresh networks, among which the best set is chosen; 0 evaluates, and takes, only the last.</source>
   <translation>Iterationen zwischen Evaluationen auf frischen Netzen, unter denen der beste Satz gewählt wird; 0 evaluiert und nimmt nur den letzten.</translation>
  </message>
  <message>
   <source>Iterations between stored sets; every stored set can be viewed and exported.</source>
   <translation>Iterationen zwischen gespeicherten Sätzen; jeder gespeicherte Satz lässt sich ansehen und exportieren.</translation>
  </message>
  <message>
   <source>Its accuracy on held-out images is {percent}.</source>
   <translation>Seine Genauigkeit auf zurückgehaltenen Bildern ist {percent}.</translation>
  </message>
  <message>
   <source>Its accuracy on the test images is {percent}.</source>
   <translation>Seine Genauigkeit auf den Testbildern ist {percent}.</translation>
  </message>
  <message>
   <source>Its file is deleted. The settings in the form stay as they are.</source>
   <translation>Ihre Datei wird gelöscht. Die Einstellungen im Formular bleiben, wie sie sind.</translation>
  </message>
  <message>
   <source>Its folder</source>
   <translation>Sein Ordner</translation>
  </message>
  <message>
   <source>Its images are of other classes: the two cannot be compared image by image.</source>
   <translation>Seine Bilder sind von anderen Klassen: Die beiden lassen sich nicht Bild für Bild vergleichen.</translation>
  </message>
  <message>
   <source>Its newest set up to the iteration that is shown.</source>
   <translation>Sein neuester Satz bis zur gezeigten Iteration.</translation>
  </message>
  <message>
   <source>Keep docks, sizes and page under a name</source>
   <translation>Leisten, Größen und Seite unter einem Namen behalten</translation>
  </message>
  <message>
   <source>Keep epochs</source>
   <translation>Behaltene Epochen</translation>
  </message>
  <message>
   <source>Keep no preset.</source>
   <translation>Keine Voreinstellung behalten.</translation>
  </message>
  <message>
   <source>Keep preset</source>
   <translation>Voreinstellung behalten</translation>
  </message>
  <message>
   <source>Keep run</source>
   <translation>Lauf behalten</translation>
  </message>
  <message>
   <source>Keep the keys as they are now.</source>
   <translation>Die Tasten lassen, wie sie jetzt sind.</translation>
  </message>
  <message>
   <source>Keep the newest line in sight.</source>
   <translation>Die neueste Zeile im Blick behalten.</translation>
  </message>
  <message>
   <source>Keep the settings as they are now.</source>
   <translation>Die Einstellungen lassen, wie sie jetzt sind.</translation>
  </message>
  <message>
   <source>Keep the settings under this name.</source>
   <translation>Die Einstellungen unter diesem Namen behalten.</translation>
  </message>
  <message>
   <source>Keep the shown run on top of the list</source>
   <translation>Den gezeigten Lauf oben in der Liste behalten</translation>
  </message>
  <message>
   <source>Keep these settings in the list of presets</source>
   <translation>Diese Einstellungen in der Liste der Voreinstellungen behalten</translation>
  </message>
  <message>
   <source>Keep window</source>
   <translation>Fenster behalten</translation>
  </message>
  <message>
   <source>Kept in the run folder as they are typed</source>
   <translation>Werden beim Tippen im Laufordner festgehalten</translation>
  </message>
  <message>
   <source>Kept on disk: {teachers} and {sets}.</source>
   <translation>Auf der Platte: {teachers} und {sets}.</translation>
  </message>
  <message>
   <source>Kept on disk: {teachers} and {sets}; these can be viewed and exported.</source>
   <translation>Auf der Platte: {teachers} und {sets}; diese lassen sich ansehen und exportieren.</translation>
  </message>
  <message>
   <source>Key of teachers on the shelf, as `ftd shelf` lists it, or the path of their folder: distill from these, such as imported replay buffers, and train none. Empty: train.</source>
   <translation>Schlüssel von Lehrern in der Ablage, wie `ftd shelf` ihn nennt, oder der Pfad ihres Ordners: von diesen destillieren, etwa von importierten Replay-Buffern, und keine trainieren. Leer: trainieren.</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Keyboard shortcuts…</source>
   <translation>Tastenkürzel…</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>L(θ) − L(θ*) (nats)</source>
   <translation>L(θ) − L(θ*) (nats)</translation>
  </message>
  <message>
   <source>L(θ*) (nats)</source>
   <translation>L(θ*) (nats)</translation>
  </message>
  <message>
   <source>L2 penalty on the weights in evaluation.</source>
   <translation>L2-Strafe auf die Gewichte bei der Evaluation.</translation>
  </message>
  <message>
   <source>Label and augmentation robustness</source>
   <translation>Robustheit gegen Labels und Augmentierung</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Language: {name}</source>
   <translation>Sprache: {name}</translation>
  </message>
  <message>
   <source>Larger</source>
   <translation>Größer</translation>
  </message>
  <message>
   <source>Larger (+)</source>
   <translation>Größer (+)</translation>
  </message>
  <message>
   <source>Last</source>
   <translation>Letzter</translation>
  </message>
  <message>
   <source>Last lines of its log</source>
   <translation>Letzte Zeilen ihres Protokolls</translation>
  </message>
  <message>
   <source>Later: move the selected entry down (Alt+Down)</source>
   <translation>Später: den gewählten Eintrag nach unten (Alt+Ab)</translation>
  </message>
  <message>
   <source>Lay its curves over those of other runs, on the Compare page.</source>
   <translation>Seine Kurven auf der Seite „Vergleichen“ über die anderer Läufe legen.</translation>
  </message>
  <message>
   <source>Learn a few images that stand for a whole data set</source>
   <translation>Wenige Bilder lernen, die für einen ganzen Datensatz stehen</translation>
  </message>
  <message>
   <source>Learned rate</source>
   <translation>Gelernte Rate</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>Lernrate</translation>
  </message>
  <message>
   <source>Learning rate (1/step)</source>
   <translation>Lernrate (1/Schritt)</translation>
  </message>
  <message>
   <source>Leave everything as it is.</source>
   <translation>Alles lassen, wie es ist.</translation>
  </message>
  <message>
   <source>Leave out</source>
   <translation>Auslassen</translation>
  </message>
  <message>
   <source>Leave the command without keys.</source>
   <translation>Das Kommando ohne Tasten lassen.</translation>
  </message>
  <message>
   <source>Leave the form as it is.</source>
   <translation>Das Formular lassen, wie es ist.</translation>
  </message>
  <message>
   <source>Leave these files out</source>
   <translation>Diese Dateien weglassen</translation>
  </message>
  <message>
   <source>Leave this data set, and show the one that the form names.</source>
   <translation>Diesen Datensatz verlassen und den zeigen, den das Formular nennt.</translation>
  </message>
  <message>
   <source>Left and Right go to the neighbouring stored iteration.</source>
   <translation>Links und Rechts gehen zur benachbarten gespeicherten Iteration.</translation>
  </message>
  <message>
   <source>Left: {reference} · right: {set}</source>
   <translation>Links: {reference} · rechts: {set}</translation>
  </message>
  <message>
   <source>Length in</source>
   <translation>Länge in</translation>
  </message>
  <message>
   <source>Length of the step uphill before the second gradient is taken. The paper found 0.01 best and searched 0.005 to 0.1.</source>
   <translation>Länge des Schritts bergauf, bevor der zweite Gradient genommen wird. Die Arbeit fand 0,01 am besten und suchte von 0,005 bis 0,1.</translation>
  </message>
  <message>
   <source>Let the settings name this data set, and go to Configure.</source>
   <translation>Die Einstellungen diesen Datensatz nennen lassen und zu „Einrichten“ gehen.</translation>
  </message>
  <message>
   <source>Licences</source>
   <translation>Lizenzen</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Lines and words, for papers: sharp at every size, and can be edited.</source>
   <translation>Linien und Wörter, für Arbeiten: scharf in jeder Größe, und bearbeitbar.</translation>
  </message>
  <message>
   <source>Lines of the log</source>
   <translation>Protokollzeilen</translation>
  </message>
  <message>
   <source>List all changes of the settings, to go back to any of them</source>
   <translation>Alle Änderungen der Einstellungen auflisten, um zu jeder zurückzugehen</translation>
  </message>
  <message>
   <source>List of the differences</source>
   <translation>Liste der Unterschiede</translation>
  </message>
  <message>
   <source>Lists only runs with this in their name; ticks stay.</source>
   <translation>Zeigt nur Läufe mit diesem Text im Namen; Häkchen bleiben.</translation>
  </message>
  <message>
   <source>Load settings</source>
   <translation>Einstellungen laden</translation>
  </message>
  <message>
   <source>Load settings…</source>
   <translation>Einstellungen laden…</translation>
  </message>
  <message>
   <source>Load these settings</source>
   <translation>Diese Einstellungen laden</translation>
  </message>
  <message>
   <source>Loading data and networks.</source>
   <translation>Daten und Netze werden geladen.</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Logarithmic x axis</source>
   <translation>Logarithmische x-Achse</translation>
  </message>
  <message>
   <source>Logarithmic y axis</source>
   <translation>Logarithmische y-Achse</translation>
  </message>
  <message>
   <source>Logs of TensorBoard cannot be read: the package tensorboard is not installed ({error}). Install it with: {command}</source>
   <translation>Protokolle von TensorBoard können nicht gelesen werden: Das Paket tensorboard ist nicht installiert ({error}). Installieren mit: {command}</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Erneut durchsehen</translation>
  </message>
  <message>
   <source>Look at the images as they are, or through a view that a plug-in adds.</source>
   <translation>Die Bilder ansehen, wie sie sind, oder durch eine Ansicht, die eine Erweiterung hinzufügt.</translation>
  </message>
  <message>
   <source>Look at the synthetic set as it is now.</source>
   <translation>Den synthetischen Satz ansehen, wie er jetzt ist.</translation>
  </message>
  <message>
   <source>Look for runs again</source>
   <translation>Läufe neu suchen</translation>
  </message>
  <message>
   <source>Look for updates at most once a week</source>
   <translation>Höchstens einmal in der Woche nach Updates sehen</translation>
  </message>
  <message>
   <source>Look no longer.</source>
   <translation>Nicht weiter durchsehen.</translation>
  </message>
  <message>
   <source>Look through</source>
   <translation>Durchsehen</translation>
  </message>
  <message>
   <source>Look through the images anew, after files were mended.</source>
   <translation>Die Bilder neu durchsehen, nachdem Dateien in Ordnung gebracht wurden.</translation>
  </message>
  <message>
   <source>Look through these images</source>
   <translation>Diese Bilder durchsehen</translation>
  </message>
  <message>
   <source>Look through these images: {whose}</source>
   <translation>Diese Bilder durchsehen: {whose}</translation>
  </message>
  <message>
   <source>Looking for runs in {folder}.</source>
   <translation>Läufe werden in {folder} gesucht.</translation>
  </message>
  <message>
   <source>Looking for the nearest real images…</source>
   <translation>Die nächsten echten Bilder werden gesucht…</translation>
  </message>
  <message>
   <source>Looking through the images ended without an answer: {words}.</source>
   <translation>Die Durchsicht der Bilder endete ohne Antwort: {words}.</translation>
  </message>
  <message>
   <source>Looking through the images…</source>
   <translation>Die Bilder werden durchgesehen…</translation>
  </message>
  <message>
   <source>Loss difference</source>
   <translation>Loss-Differenz</translation>
  </message>
  <message>
   <source>Loss difference (nats)</source>
   <translation>Loss-Differenz (nats)</translation>
  </message>
  <message>
   <source>Loss limit</source>
   <translation>Loss-Grenze</translation>
  </message>
  <message>
   <source>Lost</source>
   <translation>Verloren</translation>
  </message>
  <message>
   <source>Lower images per class to {count}</source>
   <translation>Bilder je Klasse auf {count} senken</translation>
  </message>
  <message>
   <source>Lower it to {n} or train more teachers.</source>
   <translation>Auf {n} senken oder mehr Lehrer trainieren.</translation>
  </message>
  <message>
   <source>Lower {settings}, or close other programs.</source>
   <translation>{settings} senken, oder andere Programme schließen.</translation>
  </message>
  <message>
   <source>Lowest level shown in the log</source>
   <translation>Niedrigste Stufe, die das Protokoll zeigt</translation>
  </message>
  <message>
   <source>Lucide, ISC licence</source>
   <translation>Lucide, ISC-Lizenz</translation>
  </message>
  <message>
   <source>MIT licence</source>
   <translation>MIT-Lizenz</translation>
  </message>
  <message>
   <source>MTT</source>
   <translation>MTT</translation>
  </message>
  <message>
   <source>MTT as printed by PAD</source>
   <translation>MTT, wie von PAD gedruckt</translation>
  </message>
  <message>
   <source>MTT pair</source>
   <translation>MTT-Paar</translation>
  </message>
  <message>
   <source>MTT, repeated in FTD, Table 2</source>
   <translation>MTT, wiedergegeben in FTD, Tabelle 2</translation>
  </message>
  <message>
   <source>MTT: CIFAR-10, 1 per class</source>
   <translation>MTT: CIFAR-10, 1 je Klasse</translation>
  </message>
  <message>
   <source>MTT: CIFAR-10, 10 per class</source>
   <translation>MTT: CIFAR-10, 10 je Klasse</translation>
  </message>
  <message>
   <source>MTT: CIFAR-10, 50 per class</source>
   <translation>MTT: CIFAR-10, 50 je Klasse</translation>
  </message>
  <message>
   <source>MTT: CIFAR-100, 1 per class</source>
   <translation>MTT: CIFAR-100, 1 je Klasse</translation>
  </message>
  <message>
   <source>MTT: CIFAR-100, 10 per class</source>
   <translation>MTT: CIFAR-100, 10 je Klasse</translation>
  </message>
  <message>
   <source>MTT: CIFAR-100, 50 per class</source>
   <translation>MTT: CIFAR-100, 50 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageFruit, 1 per class</source>
   <translation>MTT: ImageFruit, 1 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageFruit, 10 per class</source>
   <translation>MTT: ImageFruit, 10 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageMeow, 1 per class</source>
   <translation>MTT: ImageMeow, 1 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageMeow, 10 per class</source>
   <translation>MTT: ImageMeow, 10 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageNette, 1 per class</source>
   <translation>MTT: ImageNette, 1 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageNette, 10 per class</source>
   <translation>MTT: ImageNette, 10 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageSquawk, 1 per class</source>
   <translation>MTT: ImageSquawk, 1 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageSquawk, 10 per class</source>
   <translation>MTT: ImageSquawk, 10 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageWoof, 1 per class</source>
   <translation>MTT: ImageWoof, 1 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageWoof, 10 per class</source>
   <translation>MTT: ImageWoof, 10 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageYellow, 1 per class</source>
   <translation>MTT: ImageYellow, 1 je Klasse</translation>
  </message>
  <message>
   <source>MTT: ImageYellow, 10 per class</source>
   <translation>MTT: ImageYellow, 10 je Klasse</translation>
  </message>
  <message>
   <source>MTT: Tiny ImageNet, 1 per class</source>
   <translation>MTT: Tiny ImageNet, 1 je Klasse</translation>
  </message>
  <message>
   <source>MTT: Tiny ImageNet, 10 per class</source>
   <translation>MTT: Tiny ImageNet, 10 je Klasse</translation>
  </message>
  <message>
   <source>MTT: Tiny ImageNet, 50 per class</source>
   <translation>MTT: Tiny ImageNet, 50 je Klasse</translation>
  </message>
  <message>
   <source>Make a set of another program a run, to view, evaluate and export it</source>
   <translation>Aus dem Satz eines anderen Programms einen Lauf machen, zum Ansehen, Evaluieren und Exportieren</translation>
  </message>
  <message>
   <source>Make all settings those of the preset again; it can be undone.</source>
   <translation>Alle Einstellungen wieder zu denen der Voreinstellung machen; lässt sich zurücknehmen.</translation>
  </message>
  <message>
   <source>Make all {size} × {size} pixels</source>
   <translation>Alle auf {size} × {size} Pixel bringen</translation>
  </message>
  <message>
   <source>Make it {before} again, as in the preset.</source>
   <translation>Wieder {before}, wie in der Voreinstellung.</translation>
  </message>
  <message>
   <source>Make the animation, then choose the file.</source>
   <translation>Die Animation herstellen, dann die Datei wählen.</translation>
  </message>
  <message>
   <source>Make the curves of another program a run, to compare it with others</source>
   <translation>Die Kurven eines anderen Programms zu einem Lauf machen, um ihn mit anderen zu vergleichen</translation>
  </message>
  <message>
   <source>Make the log a run, and tick it on the Compare page.</source>
   <translation>Aus dem Protokoll einen Lauf machen und ihn auf der Seite Vergleichen ankreuzen.</translation>
  </message>
  <message>
   <source>Make the set a run of its own.</source>
   <translation>Aus dem Satz einen eigenen Lauf machen.</translation>
  </message>
  <message>
   <source>Makes it large, or brings the others back.</source>
   <translation>Macht es groß oder bringt die anderen zurück.</translation>
  </message>
  <message>
   <source>Manual</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <source>Manual – FTD Studio</source>
   <translation>Handbuch – FTD Studio</translation>
  </message>
  <message>
   <source>Matching loss</source>
   <translation>Matching Loss</translation>
  </message>
  <message>
   <source>Matching loss (ratio)</source>
   <translation>Matching Loss (Verhältnis)</translation>
  </message>
  <message>
   <source>Mean and spread of each channel taken out.</source>
   <translation>Mittelwert und Streuung jedes Kanals herausgerechnet.</translation>
  </message>
  <message>
   <source>Mean and standard deviation of the pixels. usual: those of CIFAR-100, as DC and DC-Bench. cifar-10: those of CIFAR-10, as the MTT, FTD, TESLA and DATM code use them for CIFAR-100 too.</source>
   <translation>Mittelwert und Standardabweichung der Pixel. usual: die von CIFAR-100, wie DC und DC-Bench. cifar-10: die von CIFAR-10, wie der Code von MTT, FTD, TESLA und DATM sie auch für CIFAR-100 verwendet.</translation>
  </message>
  <message>
   <source>Mean distance {distance} of 255</source>
   <translation>Mittlerer Abstand {distance} von 255</translation>
  </message>
  <message>
   <source>Mean over seeds</source>
   <translation>Mittel über Seeds</translation>
  </message>
  <message>
   <source>Mean, %</source>
   <translation>Mittel, %</translation>
  </message>
  <message>
   <source>Measure no longer.</source>
   <translation>Nicht weiter messen.</translation>
  </message>
  <message>
   <source>Measured here</source>
   <translation>Hier gemessen</translation>
  </message>
  <message>
   <source>Measured with these settings on {device}: {times}.</source>
   <translation>Mit diesen Einstellungen gemessen auf {device}: {times}.</translation>
  </message>
  <message>
   <source>Measures how accurate they become; off, the set is only taken in.</source>
   <translation>Misst, wie genau sie werden; aus: Der Satz wird nur übernommen.</translation>
  </message>
  <message>
   <source>Measuring this device once, for rough estimates…</source>
   <translation>Dieses Gerät wird einmal vermessen, für grobe Schätzungen…</translation>
  </message>
  <message>
   <source>Median of {n}</source>
   <translation>Median von {n}</translation>
  </message>
  <message>
   <source>Median of {n} neighbours: single spikes leave no trace.</source>
   <translation>Median von {n} Nachbarn: Einzelne Spitzen hinterlassen keine Spur.</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Speicher</translation>
  </message>
  <message>
   <source>Memory free</source>
   <translation>Speicher frei</translation>
  </message>
  <message>
   <source>Memory of the engine of the shown run.</source>
   <translation>Speicher der Engine des gezeigten Laufs.</translation>
  </message>
  <message>
   <source>Memory or disk runs low during a run</source>
   <translation>Speicher oder Platz wird während eines Laufs knapp</translation>
  </message>
  <message>
   <source>Memory runs low during “{name}”: {free} are free. Close other programs, or pause the run, before the system ends it.</source>
   <translation>Während „{name}“ wird der Speicher knapp: {free} sind frei. Andere Programme schließen oder den Lauf anhalten, bevor das System ihn beendet.</translation>
  </message>
  <message>
   <source>Memory that programs can still have, of all there is.</source>
   <translation>Speicher, den Programme noch bekommen können, vom gesamten.</translation>
  </message>
  <message>
   <source>Menu</source>
   <translation>Menü</translation>
  </message>
  <message>
   <source>Metric of a plug-in</source>
   <translation>Metrik einer Erweiterung</translation>
  </message>
  <message>
   <source>Metrics of plug-ins</source>
   <translation>Metriken von Erweiterungen</translation>
  </message>
  <message>
   <source>Mixing weight</source>
   <translation>Mischgewicht</translation>
  </message>
  <message>
   <source>Momentum</source>
   <translation>Momentum</translation>
  </message>
  <message>
   <source>Momentum of SGD in evaluation.</source>
   <translation>Momentum von SGD bei der Evaluation.</translation>
  </message>
  <message>
   <source>Momentum of the two outer optimisers, of images and of the rate.</source>
   <translation>Momentum der beiden äußeren Optimierer, der Bilder und der Rate.</translation>
  </message>
  <message>
   <source>Monitor</source>
   <translation>Beobachten</translation>
  </message>
  <message>
   <source>Monitor: how it goes</source>
   <translation>Beobachten: wie es läuft</translation>
  </message>
  <message>
   <source>More images are in sight.</source>
   <translation>Mehr Bilder sind zu sehen.</translation>
  </message>
  <message>
   <source>Most often taken for</source>
   <translation>Am häufigsten gehalten für</translation>
  </message>
  <message>
   <source>Move by a word, or scroll the images</source>
   <translation>Wortweise gehen oder die Bilder verschieben</translation>
  </message>
  <message>
   <source>Move plots, or go through iterations and lists</source>
   <translation>Diagramme verschieben, oder durch Iterationen und Listen gehen</translation>
  </message>
  <message>
   <source>Move run to trash</source>
   <translation>Lauf in den Papierkorb</translation>
  </message>
  <message>
   <source>Move the crosshair, or select</source>
   <translation>Das Fadenkreuz verschieben, oder auswählen</translation>
  </message>
  <message>
   <source>Move the entry down</source>
   <translation>Den Eintrag nach unten</translation>
  </message>
  <message>
   <source>Move the entry of the queue up</source>
   <translation>Den Eintrag der Warteschlange nach oben</translation>
  </message>
  <message>
   <source>Move the entry up</source>
   <translation>Den Eintrag nach oben</translation>
  </message>
  <message>
   <source>Move the folder of the shown run to the trash</source>
   <translation>Den Ordner des gezeigten Laufs in den Papierkorb legen</translation>
  </message>
  <message>
   <source>Move the folder of this run to the trash</source>
   <translation>Den Ordner dieses Laufs in den Papierkorb legen</translation>
  </message>
  <message>
   <source>Moving average of the images over the iterations.</source>
   <translation>Gleitender Mittelwert der Bilder über die Iterationen.</translation>
  </message>
  <message>
   <source>Moving average of the images; nearer to 1 is slower. After k iterations decay^k of it is still the first images, so it needs many more than 1/(1 − decay) iterations. 0 switches it off.</source>
   <translation>Gleitender Mittelwert der Bilder; näher an 1 ist langsamer. Nach k Iterationen besteht er noch zu decay^k aus den ersten Bildern, braucht also weit mehr als 1/(1 − decay) Iterationen. 0 schaltet ihn ab.</translation>
  </message>
  <message>
   <source>Moving average of the images; the raw ones of a run that keeps none.</source>
   <translation>Gleitender Mittelwert der Bilder; die rohen bei einem Lauf, der keinen führt.</translation>
  </message>
  <message>
   <source>NVIDIA GPU (CUDA)</source>
   <translation>NVIDIA-GPU (CUDA)</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Name each operation once.</source>
   <translation>Jede Operation einmal nennen.</translation>
  </message>
  <message>
   <source>Name of the preset</source>
   <translation>Name der Voreinstellung</translation>
  </message>
  <message>
   <source>Name of the run</source>
   <translation>Name des Laufs</translation>
  </message>
  <message>
   <source>Name of the run folder: letters, digits, blank, dot, dash, underscore.</source>
   <translation>Name des Laufordners: Buchstaben, Ziffern, Leerzeichen, Punkt, Binde- und Unterstrich.</translation>
  </message>
  <message>
   <source>Name of the run.</source>
   <translation>Name des Laufs.</translation>
  </message>
  <message>
   <source>Name of the run; its folder stays where it is</source>
   <translation>Name des Laufs; sein Ordner bleibt, wo er ist</translation>
  </message>
  <message>
   <source>Name of the workspace: docks, sizes and page as they are now</source>
   <translation>Name des Arbeitsbereichs: Leisten, Größen und Seite, wie sie jetzt sind</translation>
  </message>
  <message>
   <source>Name the run: letters, digits, blank, dot, dash and underscore.</source>
   <translation>Den Lauf benennen: Buchstaben, Ziffern, Leerzeichen, Punkt, Bindestrich und Unterstrich.</translation>
  </message>
  <message>
   <source>Name {what} cannot be a folder.</source>
   <translation>Der Name {what} kann kein Ordner sein.</translation>
  </message>
  <message>
   <source>Nearest known name: {name}.</source>
   <translation>Nächster bekannter Name: {name}.</translation>
  </message>
  <message>
   <source>Neighbouring pixels made independent.</source>
   <translation>Benachbarte Pixel voneinander unabhängig gemacht.</translation>
  </message>
  <message>
   <source>Neither the paper nor the published scripts say whether this cell was whitened. ZCA is off here, as MTT has it for the same cell.</source>
   <translation>Weder die Arbeit noch die veröffentlichten Skripte sagen, ob dieses Feld geweißt wurde. ZCA ist hier aus, wie bei MTT für dasselbe Feld.</translation>
  </message>
  <message>
   <source>Neither the paper nor the published scripts say whether this cell was whitened. ZCA is on here, as MTT has it for the same cell.</source>
   <translation>Weder die Arbeit noch die veröffentlichten Skripte sagen, ob dieses Feld geweißt wurde. ZCA ist hier an, wie bei MTT für dasselbe Feld.</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <source>Networks</source>
   <translation>Netze</translation>
  </message>
  <message>
   <source>Networks each</source>
   <translation>Netze je Familie</translation>
  </message>
  <message>
   <source>Networks trained on the real data, each from its own initial weights. 100 in the paper; more give the set more to follow, at the same cost each.</source>
   <translation>Netze, die auf den echten Daten trainiert werden, jedes von eigenen Anfangsgewichten aus. 100 in der Arbeit; mehr geben dem Satz mehr zu folgen, bei gleichen Kosten je Netz.</translation>
  </message>
  <message>
   <source>Networks trained on the synthetic set are tested from time to time while distilling.</source>
   <translation>Auf dem synthetischen Satz trainierte Netze werden während des Destillierens von Zeit zu Zeit getestet.</translation>
  </message>
  <message>
   <source>Neural architecture search</source>
   <translation>Neuronale Architektursuche</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <source>New experiment</source>
   <translation>Neues Experiment</translation>
  </message>
  <message>
   <source>New here? Five steps show the way from the settings to the exported set.</source>
   <translation>Neu hier? Fünf Schritte zeigen den Weg von den Einstellungen zum exportierten Satz.</translation>
  </message>
  <message>
   <source>New keys</source>
   <translation>Neue Tasten</translation>
  </message>
  <message>
   <source>Newest first</source>
   <translation>Neueste zuerst</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>No C compiler was found, so networks on the CPU run slower. Install gcc or clang.</source>
   <translation>Kein C-Compiler gefunden, daher laufen Netze auf der CPU langsamer. gcc oder clang installieren.</translation>
  </message>
  <message>
   <source>No axis has a place for values that are infinite or not a number.</source>
   <translation>Für unendliche Werte und solche, die keine Zahl sind, hat keine Achse einen Platz.</translation>
  </message>
  <message>
   <source>No class of this name</source>
   <translation>Keine Klasse dieses Namens</translation>
  </message>
  <message>
   <source>No classes are counted</source>
   <translation>Keine Klassen gezählt</translation>
  </message>
  <message>
   <source>No classes are counted yet</source>
   <translation>Noch keine Klassen gezählt</translation>
  </message>
  <message>
   <source>No entry of the queue is selected</source>
   <translation>Kein Eintrag der Warteschlange ist gewählt</translation>
  </message>
  <message>
   <source>No images are seen here; they are on the Images page</source>
   <translation>Hier sind keine Bilder zu sehen; sie sind auf der Seite Bilder</translation>
  </message>
  <message>
   <source>No images are stored yet</source>
   <translation>Noch sind keine Bilder gespeichert</translation>
  </message>
  <message>
   <source>No images yet</source>
   <translation>Noch keine Bilder</translation>
  </message>
  <message>
   <source>No line of the log passes the filter.</source>
   <translation>Keine Zeile des Protokolls passt zum Filter.</translation>
  </message>
  <message>
   <source>No notes</source>
   <translation>Keine Anmerkungen</translation>
  </message>
  <message>
   <source>No plot is seen here</source>
   <translation>Hier ist kein Diagramm zu sehen</translation>
  </message>
  <message>
   <source>No preset has these words.</source>
   <translation>Keine Voreinstellung hat diese Wörter.</translation>
  </message>
  <message>
   <source>No run holds these words in its name, tags, notes, data set or state.</source>
   <translation>Kein Lauf hat diese Wörter in Namen, Tags, Anmerkungen, Datensatz oder Zustand.</translation>
  </message>
  <message>
   <source>No run is open</source>
   <translation>Kein Lauf ist geöffnet</translation>
  </message>
  <message>
   <source>No run is open. Its log appears here.</source>
   <translation>Kein Lauf ist geöffnet. Sein Protokoll erscheint hier.</translation>
  </message>
  <message>
   <source>No run is under way here</source>
   <translation>Hier ist kein Lauf unterwegs</translation>
  </message>
  <message>
   <source>No run was opened yet</source>
   <translation>Noch kein Lauf wurde geöffnet</translation>
  </message>
  <message>
   <source>No run yet. Runs appear here once they are started.</source>
   <translation>Noch kein Lauf. Läufe erscheinen hier, sobald sie gestartet sind.</translation>
  </message>
  <message>
   <source>No section has all these words.</source>
   <translation>Kein Abschnitt hat alle diese Wörter.</translation>
  </message>
  <message>
   <source>No set is stored yet.</source>
   <translation>Noch ist kein Satz gespeichert.</translation>
  </message>
  <message>
   <source>No set of this run is stored.</source>
   <translation>Von diesem Lauf ist kein Satz gespeichert.</translation>
  </message>
  <message>
   <source>No set of this run was evaluated, so that none is known to be best.</source>
   <translation>Kein Satz dieses Laufs wurde evaluiert, sodass keiner als der beste bekannt ist.</translation>
  </message>
  <message>
   <source>No setting differs</source>
   <translation>Keine Einstellung unterscheidet sich</translation>
  </message>
  <message>
   <source>No setting has these words.</source>
   <translation>Keine Einstellung hat diese Wörter.</translation>
  </message>
  <message>
   <source>No smoothing</source>
   <translation>Keine Glättung</translation>
  </message>
  <message>
   <source>No stored set to export yet</source>
   <translation>Noch kein gespeicherter Satz zu exportieren</translation>
  </message>
  <message>
   <source>No synthetic set was stored before that.</source>
   <translation>Zuvor wurde kein synthetischer Satz gespeichert.</translation>
  </message>
  <message>
   <source>No tags</source>
   <translation>Keine Tags</translation>
  </message>
  <message>
   <source>No unread notifications</source>
   <translation>Keine ungelesenen Meldungen</translation>
  </message>
  <message>
   <source>No: sharpness-aware minimisation in evaluation does not lift MTT, with any radius.</source>
   <translation>Nein: Schärfebewusste Minimierung in der Evaluation hebt MTT mit keinem Radius.</translation>
  </message>
  <message>
   <source>Noise on start weights</source>
   <translation>Rauschen auf Startgewichten</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Ohne</translation>
  </message>
  <message>
   <source>None of the ticked runs has points of this metric.</source>
   <translation>Keiner der angehakten Läufe hat Punkte dieser Metrik.</translation>
  </message>
  <message>
   <source>None of the ticked runs has tested networks yet.</source>
   <translation>Noch keiner der angekreuzten Läufe hat Netze getestet.</translation>
  </message>
  <message>
   <source>None of the {count} classes is called “{text}”, or has that number. Classes count from 0.</source>
   <translation>Keine der {count} Klassen heißt „{text}“ oder hat diese Nummer. Klassen zählen ab 0.</translation>
  </message>
  <message>
   <source>None of your own presets is chosen</source>
   <translation>Keine eigene Voreinstellung ist gewählt</translation>
  </message>
  <message>
   <source>Normalisation</source>
   <translation>Normalisierung</translation>
  </message>
  <message>
   <source>Normalised</source>
   <translation>Normalisiert</translation>
  </message>
  <message>
   <source>Not measured yet</source>
   <translation>Noch nicht gemessen</translation>
  </message>
  <message>
   <source>Not measured yet.</source>
   <translation>Noch nicht gemessen.</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>Nicht jetzt</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Anmerkung</translation>
  </message>
  <message>
   <source>Note of the preset</source>
   <translation>Anmerkung zur Voreinstellung</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Anmerkungen</translation>
  </message>
  <message>
   <source>Notes on the preset</source>
   <translation>Anmerkungen zur Voreinstellung</translation>
  </message>
  <message>
   <source>Notes on the run</source>
   <translation>Anmerkungen zum Lauf</translation>
  </message>
  <message>
   <source>Nothing has been logged yet.</source>
   <translation>Noch wurde nichts protokolliert.</translation>
  </message>
  <message>
   <source>Nothing has happened since the window was opened. What runs is told of here.</source>
   <translation>Seit das Fenster geöffnet wurde, ist nichts geschehen. Was läuft, wird hier gemeldet.</translation>
  </message>
  <message>
   <source>Nothing has these letters.</source>
   <translation>Nichts hat diese Buchstaben.</translation>
  </message>
  <message>
   <source>Nothing is chosen. Tick one format at least.</source>
   <translation>Nichts ist gewählt. Mindestens ein Format ankreuzen.</translation>
  </message>
  <message>
   <source>Nothing is compared yet</source>
   <translation>Noch wird nichts verglichen</translation>
  </message>
  <message>
   <source>Nothing is installed from here. To update, close the window and give this command in the terminal of the environment that the program lies in:</source>
   <translation>Von hier wird nichts installiert. Zum Aktualisieren das Fenster schließen und dieses Kommando im Terminal der Umgebung geben, in der das Programm liegt:</translation>
  </message>
  <message>
   <source>Nothing is measured yet</source>
   <translation>Noch ist nichts gemessen</translation>
  </message>
  <message>
   <source>Nothing is pasted yet.</source>
   <translation>Noch ist nichts eingefügt.</translation>
  </message>
  <message>
   <source>Nothing is wrong with these images.</source>
   <translation>An diesen Bildern ist nichts auszusetzen.</translation>
  </message>
  <message>
   <source>Nothing was opened.</source>
   <translation>Nichts wurde geöffnet.</translation>
  </message>
  <message>
   <source>Nothing was written.</source>
   <translation>Nichts wurde geschrieben.</translation>
  </message>
  <message>
   <source>Notification settings</source>
   <translation>Einstellungen der Meldungen</translation>
  </message>
  <message>
   <source>Notification settings…</source>
   <translation>Einstellungen der Meldungen…</translation>
  </message>
  <message>
   <source>Notifications</source>
   <translation>Meldungen</translation>
  </message>
  <message>
   <source>Numbers are written with all their digits.</source>
   <translation>Zahlen werden mit allen Stellen geschrieben.</translation>
  </message>
  <message>
   <source>Numbers from 0, black, to 1, full.</source>
   <translation>Zahlen von 0, schwarz, bis 1, voll.</translation>
  </message>
  <message>
   <source>Of each family</source>
   <translation>Von jeder Familie</translation>
  </message>
  <message>
   <source>Of the last iteration: 1 is no nearer than the start, 0 is there.</source>
   <translation>Der letzten Iteration: 1 ist nicht näher als der Start, 0 ist am Ziel.</translation>
  </message>
  <message>
   <source>Of the set that the plots mark; a click in a plot goes to another, Enter shows all of it.</source>
   <translation>Vom Satz, den die Diagramme markieren; ein Klick in ein Diagramm geht zu einem anderen, Eingabe zeigt ihn ganz.</translation>
  </message>
  <message>
   <source>Off, nothing is asked unless this dialog is opened. On, a newer version is told by the bell alone. Either way the index gets one request for the description of the program, and nothing about you, this machine or your runs.</source>
   <translation>Aus: Gefragt wird nur, wenn dieser Dialog geöffnet wird. An: Eine neuere Version meldet allein die Glocke. In beiden Fällen erhält das Verzeichnis eine Anfrage nach der Beschreibung des Programms und nichts über Sie, diesen Rechner oder Ihre Läufe.</translation>
  </message>
  <message>
   <source>On this computer</source>
   <translation>Auf diesem Rechner</translation>
  </message>
  <message>
   <source>One of these is drawn per batch, with its own strength for every image. Leave flip out where left and right matter, as for digits.</source>
   <translation>Eine davon wird je Batch gezogen, mit eigener Stärke für jedes Bild. flip weglassen, wo links und rechts zählen, etwa bei Ziffern.</translation>
  </message>
  <message>
   <source>One or more command lines; a backslash goes on in the next line.</source>
   <translation>Eine oder mehrere Kommandozeilen; ein Backslash setzt in der nächsten Zeile fort.</translation>
  </message>
  <message>
   <source>One picture per image in class folders, and one grid.</source>
   <translation>Ein Bild je Bild in Klassenordnern, und ein Raster.</translation>
  </message>
  <message>
   <source>One point per epoch appears when the first teacher is being trained.</source>
   <translation>Ein Punkt je Epoche erscheint, wenn der erste Lehrer trainiert wird.</translation>
  </message>
  <message>
   <source>One point per iteration appears when distillation starts.</source>
   <translation>Ein Punkt je Iteration erscheint, wenn die Destillation beginnt.</translation>
  </message>
  <message>
   <source>One point per iteration appears when the distillation of a ticked run starts.</source>
   <translation>Ein Punkt je Iteration erscheint, wenn die Destillation eines angekreuzten Laufs beginnt.</translation>
  </message>
  <message>
   <source>One point per stored set appears when distillation starts.</source>
   <translation>Je gespeichertem Satz erscheint ein Punkt, sobald das Destillieren beginnt.</translation>
  </message>
  <message>
   <source>One run has nothing to be compared with.</source>
   <translation>Für einen Lauf allein gibt es keinen Vergleich.</translation>
  </message>
  <message>
   <source>One stored set cannot be played</source>
   <translation>Ein einziger gespeicherter Satz lässt sich nicht abspielen</translation>
  </message>
  <message>
   <source>Only files and folders of this computer can be dropped here.</source>
   <translation>Nur Dateien und Ordner dieses Rechners lassen sich hier ablegen.</translation>
  </message>
  <message>
   <source>Only its curves were imported.</source>
   <translation>Nur seine Kurven wurden importiert.</translation>
  </message>
  <message>
   <source>Open a finished run of the demo, which is copied into the workspace.</source>
   <translation>Einen fertigen Lauf der Demo öffnen; er wird in den Ordner der Läufe kopiert.</translation>
  </message>
  <message>
   <source>Open a list of choices</source>
   <translation>Eine Auswahlliste öffnen</translation>
  </message>
  <message>
   <source>Open a run folder</source>
   <translation>Laufordner öffnen</translation>
  </message>
  <message>
   <source>Open a run folder…</source>
   <translation>Laufordner öffnen…</translation>
  </message>
  <message>
   <source>Open a run, or import a set of your own or a peer's to evaluate it.</source>
   <translation>Einen Lauf öffnen, oder einen eigenen oder fremden Satz importieren, um ihn zu evaluieren.</translation>
  </message>
  <message>
   <source>Open engine log</source>
   <translation>Engine-Protokoll öffnen</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>Open log folder</source>
   <translation>Protokollordner öffnen</translation>
  </message>
  <message>
   <source>Open recent</source>
   <translation>Zuletzt geöffnet</translation>
  </message>
  <message>
   <source>Open report</source>
   <translation>Bericht öffnen</translation>
  </message>
  <message>
   <source>Open run folder…</source>
   <translation>Laufordner öffnen…</translation>
  </message>
  <message>
   <source>Open the folder with the report as CSV, SVG and Markdown</source>
   <translation>Den Ordner mit dem Bericht als CSV, SVG und Markdown öffnen</translation>
  </message>
  <message>
   <source>Open the folder {name}</source>
   <translation>Den Ordner {name} öffnen</translation>
  </message>
  <message>
   <source>Open the log folder</source>
   <translation>Den Protokollordner öffnen</translation>
  </message>
  <message>
   <source>Open the manual at the page about what you are at</source>
   <translation>Das Handbuch auf der Seite öffnen, die zur jetzigen Stelle passt</translation>
  </message>
  <message>
   <source>Open the menu</source>
   <translation>Das Menü öffnen</translation>
  </message>
  <message>
   <source>Open the menu {title}</source>
   <translation>Das Menü {title} öffnen</translation>
  </message>
  <message>
   <source>Open the report, one page with tables, plots and images</source>
   <translation>Den Bericht öffnen, eine Seite mit Tabellen, Diagrammen und Bildern</translation>
  </message>
  <message>
   <source>Open the run folder</source>
   <translation>Den Laufordner öffnen</translation>
  </message>
  <message>
   <source>Open the run that this is about.</source>
   <translation>Den Lauf öffnen, um den es geht.</translation>
  </message>
  <message>
   <source>Open this run</source>
   <translation>Diesen Lauf öffnen</translation>
  </message>
  <message>
   <source>Opens a menu of the kinds of files.</source>
   <translation>Öffnet ein Menü der Dateiarten.</translation>
  </message>
  <message>
   <source>Opens a menu with the other orders; pinned runs stay on top in each.</source>
   <translation>Öffnet ein Menü mit den anderen Reihenfolgen; angeheftete Läufe bleiben in jeder oben.</translation>
  </message>
  <message>
   <source>Operations</source>
   <translation>Operationen</translation>
  </message>
  <message>
   <source>Order of the runs: {order}</source>
   <translation>Reihenfolge der Läufe: {order}</translation>
  </message>
  <message>
   <source>Other images: drop them on the window, or</source>
   <translation>Andere Bilder: auf dem Fenster ablegen, oder</translation>
  </message>
  <message>
   <source>Other networks</source>
   <translation>Weitere Netze</translation>
  </message>
  <message>
   <source>Other networks' rate</source>
   <translation>Rate der anderen Netze</translation>
  </message>
  <message>
   <source>Outer momentum</source>
   <translation>Äußeres Momentum</translation>
  </message>
  <message>
   <source>Outer steps; each follows one stretch of one teacher and corrects the images once. 5000 in the paper.</source>
   <translation>Äußere Schritte; jeder folgt einem Stück eines Lehrers und verbessert die Bilder einmal. 5000 in der Arbeit.</translation>
  </message>
  <message>
   <source>Own settings</source>
   <translation>Eigene Einstellungen</translation>
  </message>
  <message>
   <source>PNG folder</source>
   <translation>PNG-Ordner</translation>
  </message>
  <message>
   <source>Page of the manual</source>
   <translation>Seite des Handbuchs</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Pages and sections of the manual</source>
   <translation>Seiten und Abschnitte des Handbuchs</translation>
  </message>
  <message>
   <source>Paper: {source}</source>
   <translation>Arbeit: {source}</translation>
  </message>
  <message>
   <source>Papers to cite</source>
   <translation>Zu zitierende Arbeiten</translation>
  </message>
  <message>
   <source>Parts of the comparison</source>
   <translation>Teile des Vergleichs</translation>
  </message>
  <message>
   <source>Passes over the real data per teacher; the weights after each are kept.</source>
   <translation>Durchgänge durch die echten Daten je Lehrer; die Gewichte nach jedem werden behalten.</translation>
  </message>
  <message>
   <source>Passes over the set per network, and one more, as the published code makes them; the paper writes 1000 iterations. The rate falls to a tenth just after the middle.</source>
   <translation>Durchgänge durch den Satz je Netz, und einer mehr, wie der veröffentlichte Code sie macht; die Arbeit schreibt 1000 Iterationen. Die Rate fällt kurz nach der Mitte auf ein Zehntel.</translation>
  </message>
  <message>
   <source>Paste</source>
   <translation>Einfügen</translation>
  </message>
  <message>
   <source>Paste command lines of the MTT or FTD scripts, of buffer.py and distill.py together if you have both. They are read, never run; what they do not name stays as it is in the form.</source>
   <translation>Kommandozeilen der MTT- oder FTD-Skripte einfügen, von buffer.py und distill.py zusammen, wenn beide da sind. Sie werden gelesen, nie ausgeführt; was sie nicht nennen, bleibt wie im Formular.</translation>
  </message>
  <message>
   <source>Path of the {format}</source>
   <translation>Pfad: {format}</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Pause and close</source>
   <translation>Anhalten und schließen</translation>
  </message>
  <message>
   <source>Pause and close: it continues when you choose Resume at the next start.</source>
   <translation>Anhalten und schließen: Er läuft weiter, wenn beim nächsten Start „Fortsetzen“ gewählt wird.</translation>
  </message>
  <message>
   <source>Pause and free the device</source>
   <translation>Anhalten und Gerät freigeben</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <source>Paused, so that its window could close.</source>
   <translation>Angehalten, damit sein Fenster schließen konnte.</translation>
  </message>
  <message>
   <source>Pausing…</source>
   <translation>Hält an…</translation>
  </message>
  <message>
   <source>Percent of the class</source>
   <translation>Prozent der Klasse</translation>
  </message>
  <message>
   <source>Perturbation radius</source>
   <translation>Störungsradius</translation>
  </message>
  <message>
   <source>Phase ends</source>
   <translation>Phase endet</translation>
  </message>
  <message>
   <source>Phase {phase} takes {need} of {memory}; {free} are free.</source>
   <translation>Phase {phase} braucht {need} {memory}; {free} sind frei.</translation>
  </message>
  <message>
   <source>Pin run</source>
   <translation>Lauf anheften</translation>
  </message>
  <message>
   <source>Pinned</source>
   <translation>Angeheftet</translation>
  </message>
  <message>
   <source>Pixel histogram</source>
   <translation>Pixelhistogramm</translation>
  </message>
  <message>
   <source>Pixel histogram (how often each colour stands in the images)</source>
   <translation>Pixelhistogramm (wie oft jede Farbe in den Bildern steht)</translation>
  </message>
  <message>
   <source>Pixel space, as the files say it:</source>
   <translation>Pixelraum, wie die Dateien ihn nennen:</translation>
  </message>
  <message>
   <source>Pixels (%)</source>
   <translation>Pixel (%)</translation>
  </message>
  <message>
   <source>Pixels of the animation for one of an image.</source>
   <translation>Pixel der Animation für einen des Bildes.</translation>
  </message>
  <message>
   <source>Pixels of the file for each of the layout; ×3 is about 300 to the inch. An SVG needs none.</source>
   <translation>Pixel der Datei für jeden der Vorlage; ×3 sind etwa 300 je Zoll. Ein SVG braucht keine.</translation>
  </message>
  <message>
   <source>Pixels, for slides and pages on the web.</source>
   <translation>Pixel, für Folien und Webseiten.</translation>
  </message>
  <message>
   <source>Plain colours</source>
   <translation>Einfache Farben</translation>
  </message>
  <message>
   <source>Play (Space).</source>
   <translation>Abspielen (Leertaste).</translation>
  </message>
  <message>
   <source>Play through the stored iterations</source>
   <translation>Die gespeicherten Iterationen abspielen</translation>
  </message>
  <message>
   <source>Play, or press what has the focus</source>
   <translation>Abspielen, oder drücken, was den Fokus hat</translation>
  </message>
  <message>
   <source>Plots shown</source>
   <translation>Gezeigte Diagramme</translation>
  </message>
  <message>
   <source>Plug-in {name} of the package {package}, version {version}.</source>
   <translation>Erweiterung {name} des Pakets {package}, Version {version}.</translation>
  </message>
  <message>
   <source>Plug-ins</source>
   <translation>Erweiterungen</translation>
  </message>
  <message>
   <source>Point at an image to read its pixels.</source>
   <translation>Auf ein Bild zeigen, um seine Pixel zu lesen.</translation>
  </message>
  <message>
   <source>Points</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <source>Pooling</source>
   <translation>Pooling</translation>
  </message>
  <message>
   <source>Preferences</source>
   <translation>Einstellungen des Programms</translation>
  </message>
  <message>
   <source>Preferences…</source>
   <translation>Einstellungen des Programms…</translation>
  </message>
  <message>
   <source>Present</source>
   <translation>Vorführen</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>Voreinstellung</translation>
  </message>
  <message>
   <source>Preset {name}</source>
   <translation>Voreinstellung {name}</translation>
  </message>
  <message>
   <source>Presets</source>
   <translation>Voreinstellungen</translation>
  </message>
  <message>
   <source>Press keys</source>
   <translation>Tasten drücken</translation>
  </message>
  <message>
   <source>Press new keys in the field to change them.</source>
   <translation>Im Feld neue Tasten drücken, um sie zu ändern.</translation>
  </message>
  <message>
   <source>Press the keys first.</source>
   <translation>Zuerst die Tasten drücken.</translation>
  </message>
  <message>
   <source>Press the keys that are to give this command.</source>
   <translation>Die Tasten drücken, die dieses Kommando geben sollen.</translation>
  </message>
  <message>
   <source>Printed there</source>
   <translation>Dort gedruckt</translation>
  </message>
  <message>
   <source>Progress of the present phase</source>
   <translation>Fortschritt der jetzigen Phase</translation>
  </message>
  <message>
   <source>Protocol</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Put all back</source>
   <translation>Alle zurücksetzen</translation>
  </message>
  <message>
   <source>Put back</source>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <source>Put back {name}</source>
   <translation>{name} zurücksetzen</translation>
  </message>
  <message>
   <source>Put them into the form; it can be undone in one step.</source>
   <translation>Ins Formular übernehmen; lässt sich in einem Schritt zurücknehmen.</translation>
  </message>
  <message>
   <source>PyTorch tensors: images, labels and the learned rate in one dictionary.</source>
   <translation>PyTorch-Tensoren: Bilder, Labels und Rate in einem Dictionary.</translation>
  </message>
  <message>
   <source>PyTorch, NumPy</source>
   <translation>PyTorch, NumPy</translation>
  </message>
  <message>
   <source>Qt and PySide6</source>
   <translation>Qt und PySide6</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>Warteschlange</translation>
  </message>
  <message>
   <source>Queue ({count})</source>
   <translation>Warteschlange ({count})</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Radius of sharpness-aware minimisation: every step takes the gradient where the loss is about highest within this distance. 0 is plain SGD. The paper tries it on MTT's sets from 0.005 to 0.1 to show that a flat minimum alone does not help. In evaluations while distilling, too.</source>
   <translation>Radius der schärfebewussten Minimierung: Jeder Schritt nimmt den Gradienten dort, wo der Loss in diesem Abstand etwa am höchsten ist. 0 ist einfaches SGD. Die Arbeit versucht ihn auf den Sätzen von MTT von 0,005 bis 0,1, um zu zeigen, dass ein flaches Minimum allein nicht hilft. Auch in Evaluationen während des Destillierens.</translation>
  </message>
  <message>
   <source>Random real</source>
   <translation>Zufällig echt</translation>
  </message>
  <message>
   <source>Rate for real images</source>
   <translation>Rate für echte Bilder</translation>
  </message>
  <message>
   <source>Rate of the other families</source>
   <translation>Rate der anderen Familien</translation>
  </message>
  <message>
   <source>Rate of the rate</source>
   <translation>Rate der Rate</translation>
  </message>
  <message>
   <source>Raw</source>
   <translation>Roh</translation>
  </message>
  <message>
   <source>Raw, the learned images</source>
   <translation>Roh, die gelernten Bilder</translation>
  </message>
  <message>
   <source>Read on in the manual (F1)</source>
   <translation>Im Handbuch weiterlesen (F1)</translation>
  </message>
  <message>
   <source>Read the folder of all runs anew, now</source>
   <translation>Den Ordner aller Läufe jetzt neu lesen</translation>
  </message>
  <message>
   <source>Read what the engine wrote until it ended.</source>
   <translation>Lesen, was die Engine bis zu ihrem Ende schrieb.</translation>
  </message>
  <message>
   <source>Reading ended without an answer: {words}.</source>
   <translation>Das Lesen endete ohne Antwort: {words}.</translation>
  </message>
  <message>
   <source>Reading images: {done} of {total}</source>
   <translation>Bilder werden gelesen: {done} von {total}</translation>
  </message>
  <message>
   <source>Reading the images takes {need} of memory; {free} are free.</source>
   <translation>Das Lesen der Bilder braucht {need} Speicher; {free} sind frei.</translation>
  </message>
  <message>
   <source>Reading the run…</source>
   <translation>Der Lauf wird gelesen…</translation>
  </message>
  <message>
   <source>Reading the set of iteration {n}…</source>
   <translation>Der Satz der Iteration {n} wird gelesen…</translation>
  </message>
  <message>
   <source>Reading…</source>
   <translation>Liest…</translation>
  </message>
  <message>
   <source>Real images</source>
   <translation>Echte Bilder</translation>
  </message>
  <message>
   <source>Real images per teacher step.</source>
   <translation>Echte Bilder je Schritt eines Lehrers.</translation>
  </message>
  <message>
   <source>Real images that the set stands for</source>
   <translation>Echte Bilder, für die der Satz steht</translation>
  </message>
  <message>
   <source>Real images that the synthetic set is to stand for. imagenette to imageyellow: ten classes of ImageNet each, at 128 pixels. folder: your own images, a folder per class. arrays: your own images and labels in one .npz or .pt file. Plug-ins may add others.</source>
   <translation>Echte Bilder, für die der synthetische Satz stehen soll. imagenette bis imageyellow: je zehn Klassen von ImageNet, mit 128 Pixeln. folder: eigene Bilder, ein Ordner je Klasse. arrays: eigene Bilder und Labels in einer .npz- oder .pt-Datei. Erweiterungen können andere hinzufügen.</translation>
  </message>
  <message>
   <source>Real images that were distilled.</source>
   <translation>Echte Bilder, die destilliert wurden.</translation>
  </message>
  <message>
   <source>Recent</source>
   <translation>Zuletzt geöffnet</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Reference and image take turns, twice a second.</source>
   <translation>Referenz und Bild wechseln sich zweimal je Sekunde ab.</translation>
  </message>
  <message>
   <source>Remove it.</source>
   <translation>Entfernen.</translation>
  </message>
  <message>
   <source>Remove keys</source>
   <translation>Tasten entfernen</translation>
  </message>
  <message>
   <source>Remove preset</source>
   <translation>Voreinstellung entfernen</translation>
  </message>
  <message>
   <source>Remove preset…</source>
   <translation>Voreinstellung entfernen…</translation>
  </message>
  <message>
   <source>Remove the entry</source>
   <translation>Den Eintrag entfernen</translation>
  </message>
  <message>
   <source>Remove the entry of the queue</source>
   <translation>Den Eintrag der Warteschlange entfernen</translation>
  </message>
  <message>
   <source>Remove the preset “{name}”?</source>
   <translation>Die Voreinstellung „{name}“ entfernen?</translation>
  </message>
  <message>
   <source>Remove workspace</source>
   <translation>Arbeitsbereich entfernen</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Rename run</source>
   <translation>Lauf umbenennen</translation>
  </message>
  <message>
   <source>Rename run…</source>
   <translation>Lauf umbenennen…</translation>
  </message>
  <message>
   <source>Rename workspace</source>
   <translation>Arbeitsbereich umbenennen</translation>
  </message>
  <message>
   <source>Replace preset</source>
   <translation>Voreinstellung ersetzen</translation>
  </message>
  <message>
   <source>Replace the files that are already there</source>
   <translation>Die vorhandenen Dateien ersetzen</translation>
  </message>
  <message>
   <source>Replaces your preset of this name.</source>
   <translation>Ersetzt die eigene Voreinstellung dieses Namens.</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <source>Reset all</source>
   <translation>Alle zurücksetzen</translation>
  </message>
  <message>
   <source>Reset layout</source>
   <translation>Anordnung zurücksetzen</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>Ergebnisse</translation>
  </message>
  <message>
   <source>Results by images per class</source>
   <translation>Ergebnisse nach Bildern je Klasse</translation>
  </message>
  <message>
   <source>Results of the compared runs</source>
   <translation>Ergebnisse der verglichenen Läufe</translation>
  </message>
  <message>
   <source>Results tell how much better each run is than this one, in points and in percent.</source>
   <translation>„Ergebnisse“ sagt, wie viel besser jeder Lauf ist als dieser, in Punkten und in Prozent.</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Resume begins this phase again.</source>
   <translation>„Fortsetzen“ beginnt diese Phase von vorn.</translation>
  </message>
  <message>
   <source>Resume goes on behind the teachers that are finished.</source>
   <translation>„Fortsetzen“ geht hinter den fertigen Lehrern weiter.</translation>
  </message>
  <message>
   <source>Resume goes on from here.</source>
   <translation>„Fortsetzen“ geht von hier aus weiter.</translation>
  </message>
  <message>
   <source>Resume goes on from the last checkpoint.</source>
   <translation>„Fortsetzen“ geht vom letzten Checkpoint aus weiter.</translation>
  </message>
  <message>
   <source>Resume goes on from the last checkpoint. Details: {path}</source>
   <translation>„Fortsetzen“ geht vom letzten Checkpoint aus weiter. Einzelheiten: {path}</translation>
  </message>
  <message>
   <source>Resuming…</source>
   <translation>Setzt fort…</translation>
  </message>
  <message>
   <source>Room on the disk for {purpose}, of all there is.</source>
   <translation>Platz auf der Platte für {purpose}, vom gesamten.</translation>
  </message>
  <message>
   <source>Rows of {table}</source>
   <translation>Zeilen von {table}</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Lauf</translation>
  </message>
  <message>
   <source>Run on the left</source>
   <translation>Linker Lauf</translation>
  </message>
  <message>
   <source>Run on the right</source>
   <translation>Rechter Lauf</translation>
  </message>
  <message>
   <source>Run these settings when the runs before them have ended.</source>
   <translation>Mit diesen Einstellungen laufen, wenn die Läufe davor beendet sind.</translation>
  </message>
  <message>
   <source>Run to compare with</source>
   <translation>Lauf, mit dem verglichen wird</translation>
  </message>
  <message>
   <source>Running</source>
   <translation>Läuft</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <source>Runs are kept up to their last checkpoint; one that was cut off can be resumed.</source>
   <translation>Läufe sind bis zu ihrem letzten Checkpoint erhalten; ein abgeschnittener lässt sich fortsetzen.</translation>
  </message>
  <message>
   <source>Runs begin from</source>
   <translation>Läufe beginnen mit</translation>
  </message>
  <message>
   <source>Runs compute on {device}.</source>
   <translation>Läufe rechnen auf {device}.</translation>
  </message>
  <message>
   <source>Runs that wait, the next one first. Alt with Up or Down moves one, Ctrl+D copies it, Del removes it.</source>
   <translation>Läufe, die warten, der nächste zuerst. Alt mit Auf oder Ab verschiebt einen, Strg+D kopiert ihn, Entf entfernt ihn.</translation>
  </message>
  <message>
   <source>Runs to compare</source>
   <translation>Zu vergleichende Läufe</translation>
  </message>
  <message>
   <source>Runs whose settings are the same but for the seed become one curve with a band of one standard deviation, and one row of the results. Where not all of them have a point, the curve has none.</source>
   <translation>Läufe, deren Einstellungen bis auf den Seed gleich sind, werden zu einer Kurve mit einem Band von einer Standardabweichung und zu einer Zeile der Ergebnisse. Wo nicht alle einen Punkt haben, hat die Kurve keinen.</translation>
  </message>
  <message>
   <source>Safetensors</source>
   <translation>Safetensors</translation>
  </message>
  <message>
   <source>Same experiment and same seed give the same synthetic set on the same machine.</source>
   <translation>Gleiches Experiment und gleicher Seed ergeben auf demselben Rechner denselben synthetischen Satz.</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Save all points</source>
   <translation>Alle Punkte speichern</translation>
  </message>
  <message>
   <source>Save all points (CSV)…</source>
   <translation>Alle Punkte speichern (CSV)…</translation>
  </message>
  <message>
   <source>Save all points (JSON lines)…</source>
   <translation>Alle Punkte speichern (JSON-Zeilen)…</translation>
  </message>
  <message>
   <source>Save animation</source>
   <translation>Animation speichern</translation>
  </message>
  <message>
   <source>Save as CSV…</source>
   <translation>Als CSV speichern…</translation>
  </message>
  <message>
   <source>Save as a picture, or its points as a table</source>
   <translation>Als Bild speichern, oder seine Punkte als Tabelle</translation>
  </message>
  <message>
   <source>Save as preset</source>
   <translation>Als Voreinstellung speichern</translation>
  </message>
  <message>
   <source>Save as preset…</source>
   <translation>Als Voreinstellung speichern…</translation>
  </message>
  <message>
   <source>Save images</source>
   <translation>Bilder speichern</translation>
  </message>
  <message>
   <source>Save images…</source>
   <translation>Bilder speichern…</translation>
  </message>
  <message>
   <source>Save picture</source>
   <translation>Bild speichern</translation>
  </message>
  <message>
   <source>Save picture (PNG, SVG)…</source>
   <translation>Bild speichern (PNG, SVG)…</translation>
  </message>
  <message>
   <source>Save preset</source>
   <translation>Voreinstellung speichern</translation>
  </message>
  <message>
   <source>Save report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>Save report…</source>
   <translation>Bericht speichern…</translation>
  </message>
  <message>
   <source>Save settings</source>
   <translation>Einstellungen speichern</translation>
  </message>
  <message>
   <source>Save settings…</source>
   <translation>Einstellungen speichern…</translation>
  </message>
  <message>
   <source>Save the table</source>
   <translation>Tabelle speichern</translation>
  </message>
  <message>
   <source>Save workspace</source>
   <translation>Arbeitsbereich speichern</translation>
  </message>
  <message>
   <source>Save workspace…</source>
   <translation>Arbeitsbereich speichern…</translation>
  </message>
  <message>
   <source>Save {title}</source>
   <translation>{title} speichern</translation>
  </message>
  <message>
   <source>Save {title} as CSV</source>
   <translation>{title} als CSV speichern</translation>
  </message>
  <message>
   <source>Save {what}…</source>
   <translation>{what} speichern…</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>Speichern…</translation>
  </message>
  <message>
   <source>Say in a dialog where it is written.</source>
   <translation>In einem Dialog sagen, wohin geschrieben wird.</translation>
  </message>
  <message>
   <source>Say of at least one tag which series it is.</source>
   <translation>Von mindestens einem Tag sagen, welche Reihe er ist.</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>Maßstab</translation>
  </message>
  <message>
   <source>Scale the perturbation by the squared weights. The published code always does, which makes the same radius a far weaker perturbation; the paper does not.</source>
   <translation>Die Störung mit den quadrierten Gewichten skalieren. Der veröffentlichte Code tut es immer, was denselben Radius zu einer weit schwächeren Störung macht; die Arbeit tut es nicht.</translation>
  </message>
  <message>
   <source>Script flag: {flag}</source>
   <translation>Flag des Skripts: {flag}</translation>
  </message>
  <message>
   <source>Search commands, runs and presets</source>
   <translation>Kommandos, Läufe und Voreinstellungen durchsuchen</translation>
  </message>
  <message>
   <source>Search experiments</source>
   <translation>Experimente durchsuchen</translation>
  </message>
  <message>
   <source>Search runs</source>
   <translation>Läufe durchsuchen</translation>
  </message>
  <message>
   <source>Search the manual</source>
   <translation>Das Handbuch durchsuchen</translation>
  </message>
  <message>
   <source>Search the presets</source>
   <translation>Die Voreinstellungen durchsuchen</translation>
  </message>
  <message>
   <source>Search the settings by name, explanation, symbol and flag of the published scripts, such as lr_img.</source>
   <translation>Die Einstellungen nach Namen, Erklärung, Symbol und Flag der veröffentlichten Skripte durchsuchen, etwa lr_img.</translation>
  </message>
  <message>
   <source>Search the settings by name, explanation, symbol and script flag</source>
   <translation>Die Einstellungen nach Namen, Erklärung, Symbol und Flag des Skripts durchsuchen</translation>
  </message>
  <message>
   <source>Search, such as cifar 50</source>
   <translation>Suchen, etwa cifar 50</translation>
  </message>
  <message>
   <source>Section 2</source>
   <translation>Abschnitt 2</translation>
  </message>
  <message>
   <source>Section 3.1</source>
   <translation>Abschnitt 3.1</translation>
  </message>
  <message>
   <source>Section 3.3, Algorithm 1; official code</source>
   <translation>Abschnitt 3.3, Algorithmus 1; offizieller Code</translation>
  </message>
  <message>
   <source>Section 4.1</source>
   <translation>Abschnitt 4.1</translation>
  </message>
  <message>
   <source>Section 4.1, Table 3</source>
   <translation>Abschnitt 4.1, Tabelle 3</translation>
  </message>
  <message>
   <source>Section 4.1; official code</source>
   <translation>Abschnitt 4.1; offizieller Code</translation>
  </message>
  <message>
   <source>Section 4.3, Table 7</source>
   <translation>Abschnitt 4.3, Tabelle 7</translation>
  </message>
  <message>
   <source>See all plots again</source>
   <translation>Wieder alle Diagramme zeigen</translation>
  </message>
  <message>
   <source>See its result</source>
   <translation>Ergebnis ansehen</translation>
  </message>
  <message>
   <source>See the demo's result</source>
   <translation>Ergebnis der Demo ansehen</translation>
  </message>
  <message>
   <source>See this plot alone</source>
   <translation>Dieses Diagramm allein zeigen</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Seed</translation>
  </message>
  <message>
   <source>Seed from</source>
   <translation>Seed aus</translation>
  </message>
  <message>
   <source>Seed of all random numbers of the run.</source>
   <translation>Seed aller Zufallszahlen des Laufs.</translation>
  </message>
  <message>
   <source>Seeds</source>
   <translation>Seeds</translation>
  </message>
  <message>
   <source>Select a run, or start one, to see its figures.</source>
   <translation>Einen Lauf wählen oder starten, um seine Zahlen zu sehen.</translation>
  </message>
  <message>
   <source>Select all</source>
   <translation>Alles auswählen</translation>
  </message>
  <message>
   <source>Select in a list</source>
   <translation>In einer Liste auswählen</translation>
  </message>
  <message>
   <source>Series</source>
   <translation>Reihe</translation>
  </message>
  <message>
   <source>Series of {tag}</source>
   <translation>Reihe von {tag}</translation>
  </message>
  <message>
   <source>Set</source>
   <translation>Satz</translation>
  </message>
  <message>
   <source>Set up a run</source>
   <translation>Lauf einrichten</translation>
  </message>
  <message>
   <source>Set up an experiment</source>
   <translation>Experiment einrichten</translation>
  </message>
  <message>
   <source>Set {setting} to {value}</source>
   <translation>{setting} auf {value} setzen</translation>
  </message>
  <message>
   <source>Sets are animated on the Images page</source>
   <translation>Sätze werden auf der Seite Bilder animiert</translation>
  </message>
  <message>
   <source>Setting</source>
   <translation>Einstellung</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Settings of the FTD paper for CIFAR-10 with 1 image per class (Table 7).</source>
   <translation>Einstellungen der FTD-Arbeit für CIFAR-10 mit 1 Bild je Klasse (Tabelle 7).</translation>
  </message>
  <message>
   <source>Settings of the FTD paper for CIFAR-10 with 10 images per class (Table 7).</source>
   <translation>Einstellungen der FTD-Arbeit für CIFAR-10 mit 10 Bildern je Klasse (Tabelle 7).</translation>
  </message>
  <message>
   <source>Settings of the FTD paper for CIFAR-10 with 50 images per class (Table 7).</source>
   <translation>Einstellungen der FTD-Arbeit für CIFAR-10 mit 50 Bildern je Klasse (Tabelle 7).</translation>
  </message>
  <message>
   <source>Settings of the FTD paper for CIFAR-100 with 1 image per class (Table 7).</source>
   <translation>Einstellungen der FTD-Arbeit für CIFAR-100 mit 1 Bild je Klasse (Tabelle 7).</translation>
  </message>
  <message>
   <source>Settings of the FTD paper for CIFAR-100 with 10 images per class (Table 7).</source>
   <translation>Einstellungen der FTD-Arbeit für CIFAR-100 mit 10 Bildern je Klasse (Tabelle 7).</translation>
  </message>
  <message>
   <source>Settings of the FTD paper for CIFAR-100 with 50 images per class (Table 7).</source>
   <translation>Einstellungen der FTD-Arbeit für CIFAR-100 mit 50 Bildern je Klasse (Tabelle 7).</translation>
  </message>
  <message>
   <source>Settings of the FTD paper for Tiny ImageNet with 1 image per class (Table 7).</source>
   <translation>Einstellungen der FTD-Arbeit für Tiny ImageNet mit 1 Bild je Klasse (Tabelle 7).</translation>
  </message>
  <message>
   <source>Settings of the FTD paper for Tiny ImageNet with 10 images per class (Table 7).</source>
   <translation>Einstellungen der FTD-Arbeit für Tiny ImageNet mit 10 Bildern je Klasse (Tabelle 7).</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageFruit at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageFruit mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageFruit at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageFruit mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageMeow at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageMeow mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageMeow at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageMeow mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageNette at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageNette mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageNette at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageNette mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageSquawk at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageSquawk mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageSquawk at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageSquawk mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageWoof at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageWoof mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageWoof at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageWoof mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageYellow at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageYellow mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of FTD for ImageYellow at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von FTD für ImageYellow mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for CIFAR-10 with 1 image per class.</source>
   <translation>Einstellungen des Autors von MTT für CIFAR-10 mit 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for CIFAR-10 with 10 images per class.</source>
   <translation>Einstellungen des Autors von MTT für CIFAR-10 mit 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for CIFAR-10 with 50 images per class.</source>
   <translation>Einstellungen des Autors von MTT für CIFAR-10 mit 50 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for CIFAR-100 with 1 image per class.</source>
   <translation>Einstellungen des Autors von MTT für CIFAR-100 mit 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for CIFAR-100 with 10 images per class.</source>
   <translation>Einstellungen des Autors von MTT für CIFAR-100 mit 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for CIFAR-100 with 50 images per class.</source>
   <translation>Einstellungen des Autors von MTT für CIFAR-100 mit 50 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageFruit at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageFruit mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageFruit at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageFruit mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageMeow at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageMeow mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageMeow at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageMeow mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageNette at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageNette mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageNette at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageNette mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageSquawk at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageSquawk mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageSquawk at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageSquawk mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageWoof at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageWoof mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageWoof at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageWoof mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageYellow at 128 pixels with 1 image per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageYellow mit 128 Pixeln und 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for ImageYellow at 128 pixels with 10 images per class.</source>
   <translation>Einstellungen des Autors von MTT für ImageYellow mit 128 Pixeln und 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for Tiny ImageNet with 1 image per class.</source>
   <translation>Einstellungen des Autors von MTT für Tiny ImageNet mit 1 Bild je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for Tiny ImageNet with 10 images per class.</source>
   <translation>Einstellungen des Autors von MTT für Tiny ImageNet mit 10 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the author of MTT for Tiny ImageNet with 50 images per class.</source>
   <translation>Einstellungen des Autors von MTT für Tiny ImageNet mit 50 Bildern je Klasse.</translation>
  </message>
  <message>
   <source>Settings of the compared runs</source>
   <translation>Einstellungen der verglichenen Läufe</translation>
  </message>
  <message>
   <source>Settings of the last session</source>
   <translation>Einstellungen der letzten Sitzung</translation>
  </message>
  <message>
   <source>Settings of “{run}”</source>
   <translation>Einstellungen von „{run}“</translation>
  </message>
  <message>
   <source>Settings: the commands that the author of MTT gave to DC-Bench.</source>
   <translation>Einstellungen: die Kommandos, die der Autor von MTT DC-Bench gab.</translation>
  </message>
  <message>
   <source>Settings…</source>
   <translation>Einstellungen…</translation>
  </message>
  <message>
   <source>Share of each class of the training images that is only used to choose the best set.</source>
   <translation>Anteil jeder Klasse der Trainingsbilder, der nur dazu dient, den besten Satz zu wählen.</translation>
  </message>
  <message>
   <source>Share of each class that is kept for testing where your own images have no test part; the same images in every run, whatever the seed.</source>
   <translation>Anteil jeder Klasse, der zum Testen zurückbleibt, wo eigene Bilder keinen Testteil haben; dieselben Bilder in jedem Lauf, gleich mit welchem Seed.</translation>
  </message>
  <message>
   <source>Share of images that fresh networks get right after training on the synthetic images only.
Lines: while distilling, on the images that the best set is chosen by (held-out training
images by default). A lone point with whiskers: the final figure, on the test images.
Bands and whiskers: one standard deviation.</source>
   <translation>Anteil der Bilder, die frische Netze richtig erkennen, nachdem sie nur auf den synthetischen Bildern trainiert wurden.
Linien: während des Destillierens, auf den Bildern, nach denen der beste Satz gewählt wird
(sonst zurückgehaltene Trainingsbilder). Einzelner Punkt mit Strich: die endgültige Zahl, auf den Testbildern.
Bänder und Striche: eine Standardabweichung.</translation>
  </message>
  <message>
   <source>Share of images that fresh networks get right after training on the synthetic images only:
lines on the images that the best set is chosen by (held-out training images by default),
final figures on the test images. Bands and whiskers: one standard deviation.</source>
   <translation>Anteil der Bilder, die frische Netze richtig erkennen, nachdem sie nur auf den synthetischen Bildern trainiert wurden:
Linien auf den Bildern, nach denen der beste Satz gewählt wird (sonst zurückgehaltene Trainingsbilder),
endgültige Zahlen auf den Testbildern. Bänder und Striche: eine Standardabweichung.</translation>
  </message>
  <message>
   <source>Share of the gradient at the perturbed weights; 0 is plain SGD, 1 is pure sharpness-aware minimisation. The paper searched 0.1 to 3.</source>
   <translation>Anteil des Gradienten bei den gestörten Gewichten; 0 ist einfaches SGD, 1 reine schärfebewusste Minimierung. Die Arbeit suchte von 0,1 bis 3.</translation>
  </message>
  <message>
   <source>Share of the real images that the teachers get right.
Band: one standard deviation over the teachers.</source>
   <translation>Anteil der echten Bilder, die die Lehrer richtig erkennen.
Band: eine Standardabweichung über die Lehrer.</translation>
  </message>
  <message>
   <source>Shift with Left or Right moves the crosshair from point to point, Enter chooses its place.</source>
   <translation>Umschalt mit Links oder Rechts bewegt das Fadenkreuz von Punkt zu Punkt, Eingabe wählt seine Stelle.</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show advanced</source>
   <translation>Erweiterte zeigen</translation>
  </message>
  <message>
   <source>Show again what you were editing before you opened a run.</source>
   <translation>Wieder zeigen, was in Arbeit war, bevor ein Lauf geöffnet wurde.</translation>
  </message>
  <message>
   <source>Show all classes</source>
   <translation>Alle Klassen zeigen</translation>
  </message>
  <message>
   <source>Show all commands with their keys, and change them</source>
   <translation>Alle Kommandos mit ihren Tasten zeigen und diese ändern</translation>
  </message>
  <message>
   <source>Show all images</source>
   <translation>Alle Bilder zeigen</translation>
  </message>
  <message>
   <source>Show each set as soon as it is stored.</source>
   <translation>Jeden Satz zeigen, sobald er gespeichert ist.</translation>
  </message>
  <message>
   <source>Show everything</source>
   <translation>Alles zeigen</translation>
  </message>
  <message>
   <source>Show everything (0)</source>
   <translation>Alles zeigen (0)</translation>
  </message>
  <message>
   <source>Show everything and follow new points (Home)</source>
   <translation>Alles zeigen und neuen Punkten folgen (Pos1)</translation>
  </message>
  <message>
   <source>Show one class alone</source>
   <translation>Eine Klasse allein zeigen</translation>
  </message>
  <message>
   <source>Show only {name}</source>
   <translation>Nur {name} zeigen</translation>
  </message>
  <message>
   <source>Show or hide {dock}</source>
   <translation>{dock} zeigen oder verbergen</translation>
  </message>
  <message>
   <source>Show run</source>
   <translation>Lauf zeigen</translation>
  </message>
  <message>
   <source>Show shares of each class, or numbers of images.</source>
   <translation>Anteile jeder Klasse oder Anzahlen von Bildern zeigen.</translation>
  </message>
  <message>
   <source>Show the files of the run.</source>
   <translation>Die Dateien des Laufs zeigen.</translation>
  </message>
  <message>
   <source>Show the images that accuracy is measured on.</source>
   <translation>Die Bilder zeigen, auf denen die Genauigkeit gemessen wird.</translation>
  </message>
  <message>
   <source>Show the images that teachers learn from.</source>
   <translation>Die Bilder zeigen, von denen die Lehrer lernen.</translation>
  </message>
  <message>
   <source>Show the images: {series}</source>
   <translation>Bilder zeigen: {series}</translation>
  </message>
  <message>
   <source>Show the page with the ways to begin, and a check of this machine</source>
   <translation>Die Seite mit den Wegen zum Anfangen und einer Prüfung dieses Rechners zeigen</translation>
  </message>
  <message>
   <source>Show the progress of the run in the tray of the desktop</source>
   <translation>Den Fortschritt des Laufs im Infobereich des Desktops zeigen</translation>
  </message>
  <message>
   <source>Show the run of the present part in Monitor</source>
   <translation>Den Lauf des jetzigen Teils unter „Beobachten“ zeigen</translation>
  </message>
  <message>
   <source>Show the runs of another folder, and begin new ones there</source>
   <translation>Die Läufe eines anderen Ordners zeigen und neue dort beginnen</translation>
  </message>
  <message>
   <source>Show the settings that few experiments need to change.</source>
   <translation>Die Einstellungen zeigen, die wenige Experimente ändern müssen.</translation>
  </message>
  <message>
   <source>Show the whitened images in colours</source>
   <translation>Die geweißten Bilder in Farben zeigen</translation>
  </message>
  <message>
   <source>Show the written files.</source>
   <translation>Die geschriebenen Dateien zeigen.</translation>
  </message>
  <message>
   <source>Show what happened since the window was opened</source>
   <translation>Zeigen, was geschehen ist, seit das Fenster geöffnet wurde</translation>
  </message>
  <message>
   <source>Show where the window's logs lie</source>
   <translation>Zeigen, wo die Protokolle des Fensters liegen</translation>
  </message>
  <message>
   <source>Show window</source>
   <translation>Fenster zeigen</translation>
  </message>
  <message>
   <source>Show {line}</source>
   <translation>{line} zeigen</translation>
  </message>
  <message>
   <source>Show {line}.</source>
   <translation>{line} zeigen.</translation>
  </message>
  <message>
   <source>Shown by everything; each frame has at most 256 colours.</source>
   <translation>Wird überall gezeigt; jedes Bild hat höchstens 256 Farben.</translation>
  </message>
  <message>
   <source>Shown in the corner and in the list behind the bell.</source>
   <translation>Erscheint in der Ecke und in der Liste hinter der Glocke.</translation>
  </message>
  <message>
   <source>Shows only the classes with this in their name, or of this number: “boot”, “3”, “0-4, coat”. / comes here, Escape shows all again; O on an image shows its class alone.</source>
   <translation>Zeigt nur die Klassen mit diesem Text im Namen oder mit dieser Nummer: „boot“, „3“, „0-4, coat“. / kommt hierher, Esc zeigt wieder alle; O auf einem Bild zeigt nur dessen Klasse.</translation>
  </message>
  <message>
   <source>Shows the whole set.</source>
   <translation>Zeigt den ganzen Satz.</translation>
  </message>
  <message>
   <source>Single pixels are in sight.</source>
   <translation>Einzelne Pixel sind zu sehen.</translation>
  </message>
  <message>
   <source>Skipped steps</source>
   <translation>Ausgelassene Schritte</translation>
  </message>
  <message>
   <source>Smaller</source>
   <translation>Kleiner</translation>
  </message>
  <message>
   <source>Smaller (−)</source>
   <translation>Kleiner (−)</translation>
  </message>
  <message>
   <source>Smaller than the paper</source>
   <translation>Kleiner als in der Arbeit</translation>
  </message>
  <message>
   <source>Smooth the curves of the Monitor page</source>
   <translation>Die Kurven der Seite Beobachten glätten</translation>
  </message>
  <message>
   <source>Smoothing</source>
   <translation>Glättung</translation>
  </message>
  <message>
   <source>Smoothing: curves are drawn through the points as they were measured.</source>
   <translation>Glättung: Kurven gehen durch die Punkte, wie sie gemessen wurden.</translation>
  </message>
  <message>
   <source>Smoothing: {name}</source>
   <translation>Glättung: {name}</translation>
  </message>
  <message>
   <source>Snapshot every</source>
   <translation>Schnappschuss alle</translation>
  </message>
  <message>
   <source>Snapshot now</source>
   <translation>Schnappschuss jetzt</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <source>Source is embedded, but {data} does not ship with the program.</source>
   <translation>Die Quelle ist embedded, aber {data} liegt dem Programm nicht bei.</translation>
  </message>
  <message>
   <source>Space ticks a run or takes it out; up to {most} are compared.</source>
   <translation>Die Leertaste nimmt einen Lauf hinzu oder heraus; verglichen werden bis zu {most}.</translation>
  </message>
  <message>
   <source>Speed</source>
   <translation>Tempo</translation>
  </message>
  <message>
   <source>Spread of: {series}</source>
   <translation>Streuung von: {series}</translation>
  </message>
  <message>
   <source>Standard deviation of noise that is added to the teacher's weights where a student starts, drawn anew each iteration; the student is then to move as the teacher did. This is the robust learning that the paper compares with MTT: it helps at 50 images per class only. The paper names no value; 0 is without.</source>
   <translation>Standardabweichung des Rauschens, das auf die Gewichte des Lehrers kommt, wo ein Schüler beginnt, in jeder Iteration neu gezogen; der Schüler soll sich dann bewegen wie der Lehrer. Dies ist das robuste Lernen, das die Arbeit mit MTT vergleicht: Es hilft nur bei 50 Bildern je Klasse. Die Arbeit nennt keinen Wert; 0 ist ohne.</translation>
  </message>
  <message>
   <source>Standard deviations kept</source>
   <translation>Behaltene Standardabweichungen</translation>
  </message>
  <message>
   <source>Stands over the picture; left empty, there is none.</source>
   <translation>Steht über dem Bild; leer gelassen gibt es keinen.</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Starten</translation>
  </message>
  <message>
   <source>Start a new run with the settings of the Configure page</source>
   <translation>Einen neuen Lauf mit den Einstellungen der Seite „Einrichten“ starten</translation>
  </message>
  <message>
   <source>Start a new run with these settings.</source>
   <translation>Einen neuen Lauf mit diesen Einstellungen starten.</translation>
  </message>
  <message>
   <source>Start epochs</source>
   <translation>Startepochen</translation>
  </message>
  <message>
   <source>Start evaluation</source>
   <translation>Evaluation starten</translation>
  </message>
  <message>
   <source>Start the demo</source>
   <translation>Demo starten</translation>
  </message>
  <message>
   <source>Start the demo now, in a new run folder</source>
   <translation>Die Demo jetzt starten, in einem neuen Laufordner</translation>
  </message>
  <message>
   <source>Start the demo now, in a new run folder.</source>
   <translation>Die Demo jetzt starten, in einem neuen Laufordner.</translation>
  </message>
  <message>
   <source>Start: a run of its own</source>
   <translation>Starten: ein eigener Lauf</translation>
  </message>
  <message>
   <source>Starting the engine</source>
   <translation>Die Engine startet</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Std, points</source>
   <translation>Std., Punkte</translation>
  </message>
  <message>
   <source>Step size for the comparison with random real images, which have no learned rate. 0.01 is the field's fixed value.</source>
   <translation>Schrittweite für den Vergleich mit zufälligen echten Bildern, die keine gelernte Rate haben. 0,01 ist der feste Wert des Fachs.</translation>
  </message>
  <message>
   <source>Step size of plain SGD without momentum that trains the teachers.</source>
   <translation>Schrittweite des einfachen SGD ohne Momentum, mit dem die Lehrer trainiert werden.</translation>
  </message>
  <message>
   <source>Step size of students on the synthetic images; it is learned with them.</source>
   <translation>Schrittweite der Schüler auf den synthetischen Bildern; sie wird mit ihnen gelernt.</translation>
  </message>
  <message>
   <source>Step size of the images. Too small learns nothing, too large makes the matching loss explode.</source>
   <translation>Schrittweite der Bilder. Zu klein lernt nichts, zu groß lässt den Matching Loss explodieren.</translation>
  </message>
  <message>
   <source>Step size of the networks that are trained on the set, 1/step</source>
   <translation>Schrittweite der Netze, die auf dem Satz trainiert werden, 1/Schritt</translation>
  </message>
  <message>
   <source>Step size with which the other networks train on the set. 0 is the rate that was learned with the set, as in the published evaluation. It was learned for the network of the experiment; where it is high, a network without normalisation learns nothing with it, but does with 0.01.</source>
   <translation>Schrittweite, mit der die anderen Netze auf dem Satz trainieren. 0 ist die mit dem Satz gelernte Rate, wie in der veröffentlichten Auswertung. Sie wurde für das Netz des Experiments gelernt; wo sie hoch ist, lernt ein Netz ohne Normalisierung mit ihr nichts, mit 0,01 aber doch.</translation>
  </message>
  <message>
   <source>Step size with which the student's rate itself is learned; 0 keeps it fixed.</source>
   <translation>Schrittweite, mit der die Rate des Schülers selbst gelernt wird; 0 hält sie fest.</translation>
  </message>
  <message>
   <source>Step {place} of {total}</source>
   <translation>Schritt {place} von {total}</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>Steps of one batch per network, as the paper's words have it; the rate falls to a tenth after half of them.</source>
   <translation>Schritte mit einem Batch je Netz, wie die Arbeit es sagt; nach der Hälfte fällt die Rate auf ein Zehntel.</translation>
  </message>
  <message>
   <source>Steps of the settings</source>
   <translation>Schritte der Einstellungen</translation>
  </message>
  <message>
   <source>Steps of the student on the synthetic set per iteration. Time grows with it, and memory where the gradient is unrolled.</source>
   <translation>Schritte des Schülers auf dem synthetischen Satz je Iteration. Die Zeit wächst damit, und der Speicher, wo der Gradient entrollt wird.</translation>
  </message>
  <message>
   <source>Stop after the next evaluation</source>
   <translation>Nach der nächsten Evaluation stoppen</translation>
  </message>
  <message>
   <source>Stop after this step</source>
   <translation>Nach diesem Schritt stoppen</translation>
  </message>
  <message>
   <source>Stop and close</source>
   <translation>Stoppen und schließen</translation>
  </message>
  <message>
   <source>Stop and close: it ends after the present step.</source>
   <translation>Stoppen und schließen: Er endet nach dem jetzigen Schritt.</translation>
  </message>
  <message>
   <source>Stop now</source>
   <translation>Jetzt stoppen</translation>
  </message>
  <message>
   <source>Stop playing (Space).</source>
   <translation>Abspielen stoppen (Leertaste).</translation>
  </message>
  <message>
   <source>Stop playing through the stored iterations</source>
   <translation>Das Abspielen der gespeicherten Iterationen stoppen</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestoppt</translation>
  </message>
  <message>
   <source>Stopped as asked</source>
   <translation>Wie gewünscht gestoppt</translation>
  </message>
  <message>
   <source>Stopped as asked.</source>
   <translation>Wie gewünscht gestoppt.</translation>
  </message>
  <message>
   <source>Stopping</source>
   <translation>Stoppt</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>Stoppt…</translation>
  </message>
  <message>
   <source>Storage</source>
   <translation>Speicherung</translation>
  </message>
  <message>
   <source>Store the present set now</source>
   <translation>Den jetzigen Satz sofort speichern</translation>
  </message>
  <message>
   <source>Stored iteration</source>
   <translation>Gespeicherte Iteration</translation>
  </message>
  <message>
   <source>Student batch</source>
   <translation>Schüler-Batch</translation>
  </message>
  <message>
   <source>Student steps</source>
   <translation>Schülerschritte</translation>
  </message>
  <message>
   <source>Studies</source>
   <translation>Studien</translation>
  </message>
  <message>
   <source>Study of ρ and α</source>
   <translation>Studie zu ρ und α</translation>
  </message>
  <message>
   <source>Surrogate-gap weight</source>
   <translation>Surrogate-Gap-Gewicht</translation>
  </message>
  <message>
   <source>Synthetic images</source>
   <translation>Synthetische Bilder</translation>
  </message>
  <message>
   <source>Synthetic images of every class. The literature reports 1, 10 and 50.</source>
   <translation>Synthetische Bilder jeder Klasse. Die Literatur berichtet 1, 10 und 50.</translation>
  </message>
  <message>
   <source>Synthetic images on the left</source>
   <translation>Synthetische Bilder links</translation>
  </message>
  <message>
   <source>Synthetic images on the right</source>
   <translation>Synthetische Bilder rechts</translation>
  </message>
  <message>
   <source>Synthetic images per class.</source>
   <translation>Synthetische Bilder je Klasse.</translation>
  </message>
  <message>
   <source>Synthetic images per student step; 0 takes all of them.</source>
   <translation>Synthetische Bilder je Schritt des Schülers; 0 nimmt alle.</translation>
  </message>
  <message>
   <source>Synthetic learning rate</source>
   <translation>Synthetische Lernrate</translation>
  </message>
  <message>
   <source>TF32 on CUDA</source>
   <translation>TF32 auf CUDA</translation>
  </message>
  <message>
   <source>Table 1 prints 10.4 %, Table 4 prints 10.0 %.</source>
   <translation>Tabelle 1 druckt 10,4 %, Tabelle 4 druckt 10,0 %.</translation>
  </message>
  <message>
   <source>Table 1 prints 43.4 %; Table 4 and the text print 43.2 % with EMA, and 43.4 % without.</source>
   <translation>Tabelle 1 druckt 43,4 %; Tabelle 4 und der Text drucken 43,2 % mit EMA und 43,4 % ohne.</translation>
  </message>
  <message>
   <source>Table 3</source>
   <translation>Tabelle 3</translation>
  </message>
  <message>
   <source>Table 7</source>
   <translation>Tabelle 7</translation>
  </message>
  <message>
   <source>Tag</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Tags and notes</source>
   <translation>Tags und Anmerkungen</translation>
  </message>
  <message>
   <source>Tags of the log</source>
   <translation>Tags des Protokolls</translation>
  </message>
  <message>
   <source>Tags of the run</source>
   <translation>Tags des Laufs</translation>
  </message>
  <message>
   <source>Tags, separated by commas</source>
   <translation>Tags, durch Kommas getrennt</translation>
  </message>
  <message>
   <source>Take over settings from a command line of the MTT or FTD scripts</source>
   <translation>Einstellungen aus einer Kommandozeile der MTT- oder FTD-Skripte übernehmen</translation>
  </message>
  <message>
   <source>Take the chosen preset of yours off the list</source>
   <translation>Die gewählte eigene Voreinstellung von der Liste nehmen</translation>
  </message>
  <message>
   <source>Take the name above.</source>
   <translation>Den Namen oben übernehmen.</translation>
  </message>
  <message>
   <source>Take the selected entry out of the queue (Del)</source>
   <translation>Den gewählten Eintrag aus der Warteschlange nehmen (Entf)</translation>
  </message>
  <message>
   <source>Take the tour</source>
   <translation>Rundgang machen</translation>
  </message>
  <message>
   <source>Take these keys</source>
   <translation>Diese Tasten übernehmen</translation>
  </message>
  <message>
   <source>Take this away; the run stays in the list.</source>
   <translation>Dies wegnehmen; der Lauf bleibt in der Liste.</translation>
  </message>
  <message>
   <source>Take this preset of yours off the list.</source>
   <translation>Diese eigene Voreinstellung von der Liste nehmen.</translation>
  </message>
  <message>
   <source>Take {name} out of the window, or put it back</source>
   <translation>{name} aus dem Fenster lösen oder zurücksetzen</translation>
  </message>
  <message>
   <source>Teacher accuracy</source>
   <translation>Genauigkeit der Lehrer</translation>
  </message>
  <message>
   <source>Teacher accuracy (%)</source>
   <translation>Genauigkeit der Lehrer (%)</translation>
  </message>
  <message>
   <source>Teacher accuracy, test</source>
   <translation>Genauigkeit der Lehrer, Test</translation>
  </message>
  <message>
   <source>Teacher accuracy, train</source>
   <translation>Genauigkeit der Lehrer, Training</translation>
  </message>
  <message>
   <source>Teacher epochs</source>
   <translation>Lehrerepochen</translation>
  </message>
  <message>
   <source>Teacher loss</source>
   <translation>Loss der Lehrer</translation>
  </message>
  <message>
   <source>Teacher loss (nats)</source>
   <translation>Loss der Lehrer (nats)</translation>
  </message>
  <message>
   <source>Teacher loss, test</source>
   <translation>Loss der Lehrer, Test</translation>
  </message>
  <message>
   <source>Teacher loss, train</source>
   <translation>Loss der Lehrer, Training</translation>
  </message>
  <message>
   <source>Teachers</source>
   <translation>Lehrer</translation>
  </message>
  <message>
   <source>Teachers in Figure 1</source>
   <translation>Lehrer in Abbildung 1</translation>
  </message>
  <message>
   <source>Teachers over which the loss-difference curves are averaged; 0 leaves them out.</source>
   <translation>Lehrer, über die die Kurven der Loss-Differenz gemittelt werden; 0 lässt sie weg.</translation>
  </message>
  <message>
   <source>Teachers per file</source>
   <translation>Lehrer je Datei</translation>
  </message>
  <message>
   <source>Teachers, distillation and test on real Fashion-MNIST images in about two minutes. No download, no graphics card.</source>
   <translation>Lehrer, Destillation und Test auf echten Bildern von Fashion-MNIST in etwa zwei Minuten. Kein Download, keine Grafikkarte.</translation>
  </message>
  <message>
   <source>Tell me when</source>
   <translation>Gemeldet wird</translation>
  </message>
  <message>
   <source>TensorBoard files of every run</source>
   <translation>TensorBoard-Dateien jedes Laufs</translation>
  </message>
  <message>
   <source>Tensors of colours from 0 to 1, labels and rate, for any program.</source>
   <translation>Tensoren mit Farben von 0 bis 1, Labels und Rate, für jedes Programm.</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>Test accuracy</source>
   <translation>Testgenauigkeit</translation>
  </message>
  <message>
   <source>Test accuracy so far, iteration {n}</source>
   <translation>Testgenauigkeit bisher, Iteration {n}</translation>
  </message>
  <message>
   <source>Test accuracy, as in Results: {percent}.</source>
   <translation>Testgenauigkeit, wie in „Ergebnisse“: {percent}.</translation>
  </message>
  <message>
   <source>Test accuracy: {figures}</source>
   <translation>Testgenauigkeit: {figures}</translation>
  </message>
  <message>
   <source>Test images</source>
   <translation>Testbilder</translation>
  </message>
  <message>
   <source>Test loss L of a student θ minus that of a teacher θ* with the same first weights, as in
Figure 1 of the FTD paper. Evaluation: students trained from the start. Distillation:
students that start anew from the teacher every few epochs.</source>
   <translation>Test-Loss L eines Schülers θ minus dem eines Lehrers θ* mit denselben ersten Gewichten, wie in
Abbildung 1 der FTD-Arbeit. Evaluation: Schüler, die von Anfang an trainiert werden. Destillation:
Schüler, die alle paar Epochen neu vom Lehrer aus beginnen.</translation>
  </message>
  <message>
   <source>Test share</source>
   <translation>Testanteil</translation>
  </message>
  <message>
   <source>Test the present set on fresh networks now</source>
   <translation>Den jetzigen Satz sofort auf frischen Netzen testen</translation>
  </message>
  <message>
   <source>Text of the manual. Tab goes from link to link, Return follows one.</source>
   <translation>Text des Handbuchs. Tab geht von Verweis zu Verweis, Eingabe folgt einem.</translation>
  </message>
  <message>
   <source>Text that shown log lines contain</source>
   <translation>Text, den gezeigte Protokollzeilen enthalten</translation>
  </message>
  <message>
   <source>The FTD paper does not report these scores.</source>
   <translation>Die FTD-Arbeit berichtet diese Werte nicht.</translation>
  </message>
  <message>
   <source>The FTD paper prints no number for this cell.</source>
   <translation>Die FTD-Arbeit druckt für dieses Feld keine Zahl.</translation>
  </message>
  <message>
   <source>The FTD paper prints no number for this subset.</source>
   <translation>Die FTD-Arbeit druckt für diese Teilmenge keine Zahl.</translation>
  </message>
  <message>
   <source>The FTD paper repeats no number of MTT for this subset.</source>
   <translation>Die FTD-Arbeit wiederholt für diese Teilmenge keine Zahl von MTT.</translation>
  </message>
  <message>
   <source>The Help menu offers it again.</source>
   <translation>Das Menü Hilfe bietet ihn wieder an.</translation>
  </message>
  <message>
   <source>The Inspector shows how busy the GPUs of NVIDIA are, where there are any.</source>
   <translation>Der Inspektor zeigt die Auslastung der GPUs von NVIDIA, wo es welche gibt.</translation>
  </message>
  <message>
   <source>The TensorBoard files of this run are being written.</source>
   <translation>Die TensorBoard-Dateien dieses Laufs werden geschrieben.</translation>
  </message>
  <message>
   <source>The TensorBoard files were not written.</source>
   <translation>Die TensorBoard-Dateien wurden nicht geschrieben.</translation>
  </message>
  <message>
   <source>The accumulated error collects the errors of all segments; a flat teacher trajectory keeps the initialisation error small.</source>
   <translation>Der aufgelaufene Fehler sammelt die Fehler aller Abschnitte; eine flache Trajektorie des Lehrers hält den Initialisierungsfehler klein.</translation>
  </message>
  <message>
   <source>The accumulated trajectory error is measured after distillation.</source>
   <translation>Der aufgelaufene Trajektorienfehler wird nach der Destillation gemessen.</translation>
  </message>
  <message>
   <source>The accuracy in Results is that of iteration {n}.</source>
   <translation>Die Genauigkeit in „Ergebnisse“ ist die von Iteration {n}.</translation>
  </message>
  <message>
   <source>The arrow keys walk through it while you type, Enter takes one.</source>
   <translation>Die Pfeiltasten gehen hindurch, während Sie tippen, die Eingabetaste nimmt einen Eintrag.</translation>
  </message>
  <message>
   <source>The author leaves the first student rate between 0.01 and 0.001; this preset takes 0.01.</source>
   <translation>Der Autor lässt die erste Schülerrate zwischen 0,01 und 0,001 offen; diese Voreinstellung nimmt 0,01.</translation>
  </message>
  <message>
   <source>The author takes 64 images per student step and finds more to be better.</source>
   <translation>Der Autor nimmt 64 Bilder je Schülerschritt und findet mehr besser.</translation>
  </message>
  <message>
   <source>The author's settings for ImageNet subsets, given in a discussion of the published code. The example in its README has an image rate of 1,000.</source>
   <translation>Die Einstellungen des Autors für ImageNet-Teilmengen, genannt in einer Diskussion des veröffentlichten Codes. Das Beispiel in dessen README hat eine Bildrate von 1 000.</translation>
  </message>
  <message>
   <source>The authors of DATM ran FTD again and report 10.5 %.</source>
   <translation>Die Autoren von DATM ließen FTD noch einmal laufen und berichten 10,5 %.</translation>
  </message>
  <message>
   <source>The authors of DATM ran FTD again and report 23.4 %.</source>
   <translation>Die Autoren von DATM ließen FTD noch einmal laufen und berichten 23,4 %.</translation>
  </message>
  <message>
   <source>The authors of DATM ran FTD again and report 24.4 %.</source>
   <translation>Die Autoren von DATM ließen FTD noch einmal laufen und berichten 24,4 %.</translation>
  </message>
  <message>
   <source>The authors of DATM ran FTD again and report 42.5 %.</source>
   <translation>Die Autoren von DATM ließen FTD noch einmal laufen und berichten 42,5 %.</translation>
  </message>
  <message>
   <source>The authors of DATM ran FTD again and report 46.0 %.</source>
   <translation>Die Autoren von DATM ließen FTD noch einmal laufen und berichten 46,0 %.</translation>
  </message>
  <message>
   <source>The authors of DATM ran FTD again and report 48.5 %.</source>
   <translation>Die Autoren von DATM ließen FTD noch einmal laufen und berichten 48,5 %.</translation>
  </message>
  <message>
   <source>The authors of DATM ran FTD again and report 65.3 %.</source>
   <translation>Die Autoren von DATM ließen FTD noch einmal laufen und berichten 65,3 %.</translation>
  </message>
  <message>
   <source>The authors of DATM ran FTD again and report 73.2 %.</source>
   <translation>Die Autoren von DATM ließen FTD noch einmal laufen und berichten 73,2 %.</translation>
  </message>
  <message>
   <source>The best set</source>
   <translation>Der beste Satz</translation>
  </message>
  <message>
   <source>The chosen study</source>
   <translation>Die gewählte Studie</translation>
  </message>
  <message>
   <source>The colours of the set that is shown are counted here.</source>
   <translation>Hier werden die Farben des gezeigten Satzes gezählt.</translation>
  </message>
  <message>
   <source>The colours of the theme that the window has now.</source>
   <translation>Die Farben des Designs, das das Fenster jetzt hat.</translation>
  </message>
  <message>
   <source>The commands for 1 and 10 images name no depth, which leaves 3; the paper's network for 64 pixels has 4.</source>
   <translation>Die Kommandos für 1 und 10 Bilder nennen keine Tiefe, also 3; das Netz der Arbeit für 64 Pixel hat 4.</translation>
  </message>
  <message>
   <source>The curves of a TensorBoard log were imported.</source>
   <translation>Die Kurven eines TensorBoard-Protokolls wurden importiert.</translation>
  </message>
  <message>
   <source>The curves of the ticked runs in the same plots.</source>
   <translation>Die Kurven der angekreuzten Läufe in denselben Diagrammen.</translation>
  </message>
  <message>
   <source>The disk for {purpose} runs low during “{name}”: {free} are free. Make room, or its sets and checkpoints cannot be stored.</source>
   <translation>Während „{name}“ wird der Platz für {purpose} knapp: {free} sind frei. Platz schaffen, sonst lassen sich Sätze und Checkpoints nicht speichern.</translation>
  </message>
  <message>
   <source>The engine ended without a last word.</source>
   <translation>Die Engine endete ohne ein letztes Wort.</translation>
  </message>
  <message>
   <source>The engine ended without a last word: {how}.</source>
   <translation>Die Engine endete ohne ein letztes Wort: {how}.</translation>
  </message>
  <message>
   <source>The engine ended without an answer: {words}.</source>
   <translation>Die Engine endete ohne Antwort: {words}.</translation>
  </message>
  <message>
   <source>The engine holds {size}.</source>
   <translation>Die Engine belegt {size}.</translation>
  </message>
  <message>
   <source>The engine is starting.</source>
   <translation>Die Engine startet.</translation>
  </message>
  <message>
   <source>The engine met an error of its own: {error}.</source>
   <translation>Die Engine traf auf einen eigenen Fehler: {error}.</translation>
  </message>
  <message>
   <source>The engine of “{name}” ended without a last word</source>
   <translation>Die Engine von „{name}“ endete ohne ein letztes Wort</translation>
  </message>
  <message>
   <source>The engine of “{name}” ended without a last word.</source>
   <translation>Die Engine von „{name}“ endete ohne ein letztes Wort.</translation>
  </message>
  <message>
   <source>The engine of “{name}” has said nothing for {seconds}. It may wait for the disk or the device.</source>
   <translation>Die Engine von „{name}“ hat seit {seconds} nichts gesagt. Vielleicht wartet sie auf die Platte oder das Gerät.</translation>
  </message>
  <message>
   <source>The engine wrote no log.</source>
   <translation>Die Engine hat kein Protokoll geschrieben.</translation>
  </message>
  <message>
   <source>The estimate waits for settings that are right.</source>
   <translation>Die Schätzung wartet auf richtige Einstellungen.</translation>
  </message>
  <message>
   <source>The export process ended without an answer: {words}.</source>
   <translation>Der Exportprozess endete ohne Antwort: {words}.</translation>
  </message>
  <message>
   <source>The extra “gpu” is not installed: GPUs compute, but their figures stay hidden.</source>
   <translation>Das Extra „gpu“ ist nicht installiert: GPUs rechnen, aber ihre Zahlen bleiben verborgen.</translation>
  </message>
  <message>
   <source>The figures and tables of the paper</source>
   <translation>Die Abbildungen und Tabellen der Arbeit</translation>
  </message>
  <message>
   <source>The file may be too large for the memory; choose another.</source>
   <translation>Die Datei ist vielleicht zu groß für den Speicher; eine andere wählen.</translation>
  </message>
  <message>
   <source>The file was not saved.</source>
   <translation>Die Datei wurde nicht gespeichert.</translation>
  </message>
  <message>
   <source>The files do not say in which pixel space their numbers are. Choose where the pictures look right; a wrong choice costs most of the accuracy. They look like {likely}: {reason}.</source>
   <translation>Die Dateien sagen nicht, in welchem Pixelraum ihre Zahlen stehen. Den wählen, in dem die Bilder richtig aussehen; eine falsche Wahl kostet den größten Teil der Genauigkeit. Sie sehen aus wie {likely}: {reason}.</translation>
  </message>
  <message>
   <source>The files have the learned rate {rate}; only rates above 0 train. Give one; 0.01 is usual.</source>
   <translation>Die Dateien haben die gelernte Rate {rate}; nur Raten über 0 trainieren. Eine angeben; 0,01 ist üblich.</translation>
  </message>
  <message>
   <source>The files say so.</source>
   <translation>Die Dateien sagen es.</translation>
  </message>
  <message>
   <source>The finished demo cannot be opened.</source>
   <translation>Die fertige Demo lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <source>The first images are stored when distillation starts.</source>
   <translation>Die ersten Bilder werden gespeichert, wenn die Destillation beginnt.</translation>
  </message>
  <message>
   <source>The first set of this run is of iteration {n}.</source>
   <translation>Der erste Satz dieses Laufs ist der von Iteration {n}.</translation>
  </message>
  <message>
   <source>The first {n} tags are listed; the others are what their names say.</source>
   <translation>Die ersten {n} Tags sind aufgeführt; die anderen sind, was ihre Namen sagen.</translation>
  </message>
  <message>
   <source>The folder of a log</source>
   <translation>Der Ordner eines Protokolls</translation>
  </message>
  <message>
   <source>The folder of a set</source>
   <translation>Der Ordner eines Satzes</translation>
  </message>
  <message>
   <source>The folder of all runs stays as it is.</source>
   <translation>Der Ordner aller Läufe bleibt, wie er ist.</translation>
  </message>
  <message>
   <source>The folder of this run can only be read</source>
   <translation>Der Ordner dieses Laufs lässt sich nur lesen</translation>
  </message>
  <message>
   <source>The folder of this run can only be read: it is followed here, and stopped where it goes on</source>
   <translation>Der Ordner dieses Laufs kann nur gelesen werden: Er wird hier verfolgt und dort angehalten, wo er läuft</translation>
  </message>
  <message>
   <source>The folder of this run can only be read: resume it where it was started.</source>
   <translation>Der Ordner dieses Laufs kann nur gelesen werden: ihn dort fortsetzen, wo er gestartet wurde.</translation>
  </message>
  <message>
   <source>The folder of this run can only be read; in a terminal, ftd export-metrics --out writes elsewhere</source>
   <translation>Der Ordner dieses Laufs kann nur gelesen werden; in einem Terminal schreibt ftd export-metrics --out anderswohin</translation>
  </message>
  <message>
   <source>The folder of this run can only be read; its tags and notes stay as they are</source>
   <translation>Der Ordner dieses Laufs kann nur gelesen werden; seine Tags und Anmerkungen bleiben, wie sie sind</translation>
  </message>
  <message>
   <source>The folder of this run can only be read; nothing in it can be changed here</source>
   <translation>Der Ordner dieses Laufs kann nur gelesen werden; nichts darin kann von hier aus geändert werden</translation>
  </message>
  <message>
   <source>The full trace lies in {path}.</source>
   <translation>Die ganze Spur liegt in {path}.</translation>
  </message>
  <message>
   <source>The icon would not be seen. The status line of the window shows the progress, and its bell what happened. Some desktops have a tray as an extension that can be switched on.</source>
   <translation>Das Symbol wäre nicht zu sehen. Die Statuszeile des Fensters zeigt den Fortschritt, und seine Glocke, was geschehen ist. Manche Desktops haben einen Infobereich als Erweiterung, die sich einschalten lässt.</translation>
  </message>
  <message>
   <source>The images as the optimiser has them.</source>
   <translation>Die Bilder, wie der Optimierer sie hat.</translation>
  </message>
  <message>
   <source>The images cannot be used: {finding} The Data page shows what to do.</source>
   <translation>Die Bilder sind nicht brauchbar: {finding} Die Seite „Daten“ zeigt, was zu tun ist.</translation>
  </message>
  <message>
   <source>The last session ended without a goodbye.</source>
   <translation>Die letzte Sitzung endete ohne Abschied.</translation>
  </message>
  <message>
   <source>The last target, start epoch {start} + teacher epochs {epochs} = {last}, lies beyond the teachers' {trained} epochs.</source>
   <translation>Das letzte Ziel, Startepoche {start} + Lehrerepochen {epochs} = {last}, liegt jenseits der {trained} Epochen der Lehrer.</translation>
  </message>
  <message>
   <source>The later the start, the higher the accuracy, and FTD is above MTT from every start.</source>
   <translation>Je später der Start, desto höher die Genauigkeit, und FTD liegt von jedem Start aus über MTT.</translation>
  </message>
  <message>
   <source>The learned step size appears when distillation starts.</source>
   <translation>Die gelernte Schrittweite erscheint, wenn die Destillation beginnt.</translation>
  </message>
  <message>
   <source>The learning rate is {text}. Give a number above 0.</source>
   <translation>Die Lernrate ist {text}. Eine Zahl über 0 angeben.</translation>
  </message>
  <message>
   <source>The left part of each image is the reference; the slider moves the border.</source>
   <translation>Der linke Teil jedes Bildes ist die Referenz; der Regler bewegt die Grenze.</translation>
  </message>
  <message>
   <source>The line above says how long it takes and whether it fits on this machine. Start makes a folder that remembers the run, and a process that computes it.</source>
   <translation>Die Zeile darüber sagt, wie lange es dauert und ob es auf diesen Rechner passt. „Starten“ legt einen Ordner an, der sich den Lauf merkt, und einen Prozess, der ihn berechnet.</translation>
  </message>
  <message>
   <source>The line below says which iteration that is, and why.</source>
   <translation>Die Zeile darunter sagt, welche Iteration das ist und warum.</translation>
  </message>
  <message>
   <source>The log from which a run was imported does not tell its settings. “All settings” lists those of the others.</source>
   <translation>Das Protokoll, aus dem ein Lauf importiert wurde, nennt seine Einstellungen nicht. „Alle Einstellungen“ führt die der anderen auf.</translation>
  </message>
  <message>
   <source>The log from which this run was imported counts no classes.</source>
   <translation>Das Protokoll, aus dem dieser Lauf importiert wurde, zählt keine Klassen.</translation>
  </message>
  <message>
   <source>The log from which this run was imported does not tell its settings.</source>
   <translation>Das Protokoll, aus dem dieser Lauf importiert wurde, nennt seine Einstellungen nicht.</translation>
  </message>
  <message>
   <source>The log has more than {n} points; of {tags} only every second or fewer were kept.</source>
   <translation>Das Protokoll hat mehr als {n} Punkte; von {tags} wurde nur jeder zweite oder weniger behalten.</translation>
  </message>
  <message>
   <source>The log of the shown run, or that of the program itself</source>
   <translation>Das Protokoll des gezeigten Laufs oder das des Programms selbst</translation>
  </message>
  <message>
   <source>The loss difference grows along the evaluation and stays small after restarts; FTD's grows less than MTT's.</source>
   <translation>Die Loss-Differenz wächst im Lauf der Evaluation und bleibt nach Neustarts klein; die von FTD wächst weniger als die von MTT.</translation>
  </message>
  <message>
   <source>The mean of all steps before, in which the newest count most.</source>
   <translation>Das Mittel aller Schritte davor, in dem die neuesten am meisten zählen.</translation>
  </message>
  <message>
   <source>The measuring process ended without an answer: {words}.</source>
   <translation>Der Messprozess endete ohne Antwort: {words}.</translation>
  </message>
  <message>
   <source>The memory may not be enough for a single step: lower Width or Images per class.</source>
   <translation>Der Speicher reicht vielleicht nicht für einen einzigen Schritt: Breite oder Bilder je Klasse senken.</translation>
  </message>
  <message>
   <source>The memory may not be enough for the data set; close other programs.</source>
   <translation>Der Speicher reicht vielleicht nicht für den Datensatz; andere Programme schließen.</translation>
  </message>
  <message>
   <source>The memory was not enough: {reason}.</source>
   <translation>Der Speicher reichte nicht: {reason}.</translation>
  </message>
  <message>
   <source>The nearest real images are kept beside their set, but {path} can only be read.</source>
   <translation>Die nächsten echten Bilder werden neben ihrem Satz abgelegt, aber {path} kann nur gelesen werden.</translation>
  </message>
  <message>
   <source>The network of the run is always one of them.</source>
   <translation>Das Netz des Laufs ist immer eines davon.</translation>
  </message>
  <message>
   <source>The newest checkpoint is that of iteration {step}, written {clock}.</source>
   <translation>Der neueste Checkpoint ist der von Iteration {step}, geschrieben {clock}.</translation>
  </message>
  <message>
   <source>The newest checkpoint was written {clock}.</source>
   <translation>Neuester Checkpoint: {clock}.</translation>
  </message>
  <message>
   <source>The newest set</source>
   <translation>Der neueste Satz</translation>
  </message>
  <message>
   <source>The newest version as its makers describe it; to be read, marked and copied.</source>
   <translation>Die neueste Version, wie ihre Entwickler sie beschreiben; zum Lesen, Markieren und Kopieren.</translation>
  </message>
  <message>
   <source>The newest version is {version}</source>
   <translation>Die neueste Version ist {version}</translation>
  </message>
  <message>
   <source>The next run begins as soon as none is under way.</source>
   <translation>Der nächste Lauf beginnt, sobald keiner mehr läuft.</translation>
  </message>
  <message>
   <source>The numbers look like this.</source>
   <translation>Die Zahlen sehen so aus.</translation>
  </message>
  <message>
   <source>The old notes could not be read as a whole and are kept as {path}.</source>
   <translation>Die alten Anmerkungen ließen sich nicht ganz lesen und liegen nun in {path}.</translation>
  </message>
  <message>
   <source>The other series of the same iteration: the raw images where their moving average is shown, else the average.</source>
   <translation>Die andere Reihe derselben Iteration: die rohen Bilder, wo ihr gleitender Mittelwert gezeigt wird, sonst der Mittelwert.</translation>
  </message>
  <message>
   <source>The paper prints no settings for ImageNet subsets. These are the author's, given in a discussion of the published code for both numbers of images.</source>
   <translation>Die Arbeit druckt keine Einstellungen für ImageNet-Teilmengen. Diese sind vom Autor, genannt in einer Diskussion des veröffentlichten Codes für beide Bilderzahlen.</translation>
  </message>
  <message>
   <source>The paper's number is the best of many measured on the test images. Here the best set is chosen on held-out training images, which teachers and set never see; “literature” under Best set is the paper's way.</source>
   <translation>Die Zahl der Arbeit ist die beste von vielen auf den Testbildern gemessenen. Hier wird der beste Satz auf zurückgehaltenen Trainingsbildern gewählt, die Lehrer und Satz nie sehen; „literature“ unter Bester Satz ist die Art der Arbeit.</translation>
  </message>
  <message>
   <source>The paper: {finding}</source>
   <translation>Die Arbeit: {finding}</translation>
  </message>
  <message>
   <source>The picture as it will be</source>
   <translation>Das Bild, wie es sein wird</translation>
  </message>
  <message>
   <source>The picture as it will be, made smaller where it does not fit.</source>
   <translation>Das Bild, wie es sein wird, verkleinert, wo es nicht passt.</translation>
  </message>
  <message>
   <source>The plot has no points yet</source>
   <translation>Das Diagramm hat noch keine Punkte</translation>
  </message>
  <message>
   <source>The plots of all phases at once.</source>
   <translation>Die Diagramme aller Phasen auf einmal.</translation>
  </message>
  <message>
   <source>The points stay in sight, faint, and the readout gives both. Curves with fewer points stay as they are; saved tables hold what was measured.</source>
   <translation>Die Punkte bleiben blass zu sehen, und die Ablesung nennt beides. Kurven mit weniger Punkten bleiben, wie sie sind; gespeicherte Tabellen enthalten, was gemessen wurde.</translation>
  </message>
  <message>
   <source>The present settings are kept under “Your own” in the list of presets.</source>
   <translation>Die jetzigen Einstellungen bleiben unter „Eigene“ in der Liste der Voreinstellungen.</translation>
  </message>
  <message>
   <source>The preset was not removed.</source>
   <translation>Die Voreinstellung wurde nicht entfernt.</translation>
  </message>
  <message>
   <source>The preset was not saved.</source>
   <translation>Die Voreinstellung wurde nicht gespeichert.</translation>
  </message>
  <message>
   <source>The program crashed.</source>
   <translation>Das Programm ist abgestürzt.</translation>
  </message>
  <message>
   <source>The published code normalises CIFAR-100 by the constants of CIFAR-10, “cifar-10” under Normalisation; here it is CIFAR-100's own.</source>
   <translation>Der veröffentlichte Code normalisiert CIFAR-100 mit den Konstanten von CIFAR-10, „cifar-10“ unter Normalisierung; hier sind es die von CIFAR-100.</translation>
  </message>
  <message>
   <source>The published commands name no depth, which leaves 3; the paper says 4, and so does this preset.</source>
   <translation>Die veröffentlichten Kommandos nennen keine Tiefe, also 3; die Arbeit sagt 4, und so auch diese Voreinstellung.</translation>
  </message>
  <message>
   <source>The published number is the best of many measured on the test images. Here the best set is chosen on held-out training images, which teachers and set never see; “literature” under Best set is the literature's way.</source>
   <translation>Die veröffentlichte Zahl ist die beste von vielen auf den Testbildern gemessenen. Hier wird der beste Satz auf zurückgehaltenen Trainingsbildern gewählt, die Lehrer und Satz nie sehen; „literature“ unter Bester Satz ist die Art der Literatur.</translation>
  </message>
  <message>
   <source>The queue is empty</source>
   <translation>Die Warteschlange ist leer</translation>
  </message>
  <message>
   <source>The queue is held or finished</source>
   <translation>Die Warteschlange ist angehalten oder fertig</translation>
  </message>
  <message>
   <source>The queue is held: {reason}</source>
   <translation>Die Warteschlange ist angehalten: {reason}</translation>
  </message>
  <message>
   <source>The real images of the settings, looked through before a run.</source>
   <translation>Die echten Bilder der Einstellungen, vor einem Lauf durchgesehen.</translation>
  </message>
  <message>
   <source>The reference stands left of each image.</source>
   <translation>Die Referenz steht links von jedem Bild.</translation>
  </message>
  <message>
   <source>The report is saved as {path}.</source>
   <translation>Der Bericht ist gespeichert als {path}.</translation>
  </message>
  <message>
   <source>The report was not saved: {path} cannot be written ({reason}). Choose another folder.</source>
   <translation>Der Bericht wurde nicht gespeichert: {path} ist nicht beschreibbar ({reason}). Einen anderen Ordner wählen.</translation>
  </message>
  <message>
   <source>The run cannot be opened.</source>
   <translation>Der Lauf lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <source>The run could not be started.</source>
   <translation>Der Lauf ließ sich nicht starten.</translation>
  </message>
  <message>
   <source>The run ended before distillation began.</source>
   <translation>Der Lauf endete, bevor die Destillation begann.</translation>
  </message>
  <message>
   <source>The run ended: {state}.</source>
   <translation>Der Lauf endete: {state}.</translation>
  </message>
  <message>
   <source>The run has ended, so no newer set will come.</source>
   <translation>Der Lauf ist beendet, es kommt also kein neuerer Satz.</translation>
  </message>
  <message>
   <source>The run has not chosen its best set.</source>
   <translation>Der Lauf hat seinen besten Satz nicht gewählt.</translation>
  </message>
  <message>
   <source>The run is stopping</source>
   <translation>Der Lauf stoppt</translation>
  </message>
  <message>
   <source>The run stops after the next evaluation</source>
   <translation>Der Lauf stoppt nach der nächsten Evaluation</translation>
  </message>
  <message>
   <source>The run under way goes on; nothing further is started.</source>
   <translation>Der laufende geht weiter; nichts weiter wird gestartet.</translation>
  </message>
  <message>
   <source>The run was not asked to stop: {path} cannot be written ({strerror}). Stop it where it was started.</source>
   <translation>Der Lauf wurde nicht zum Stoppen aufgefordert: {path} ist nicht beschreibbar ({strerror}). Ihn dort stoppen, wo er gestartet wurde.</translation>
  </message>
  <message>
   <source>The run whose images are the reference.</source>
   <translation>Der Lauf, dessen Bilder die Referenz sind.</translation>
  </message>
  <message>
   <source>The search above the list finds runs by #tag</source>
   <translation>Die Suche über der Liste findet Läufe nach #Tag</translation>
  </message>
  <message>
   <source>The search for real images ended without an answer: {words}.</source>
   <translation>Die Suche nach echten Bildern endete ohne Antwort: {words}.</translation>
  </message>
  <message>
   <source>The selected entry was begun; its checkpoints belong to its device</source>
   <translation>Der gewählte Eintrag wurde schon begonnen; seine Checkpoints gehören zu seinem Gerät</translation>
  </message>
  <message>
   <source>The selected image, or all where none is selected</source>
   <translation>Das gewählte Bild, oder alle, wo keines gewählt ist</translation>
  </message>
  <message>
   <source>The set cannot be evaluated now.</source>
   <translation>Der Satz kann jetzt nicht evaluiert werden.</translation>
  </message>
  <message>
   <source>The set cannot be imported now.</source>
   <translation>Der Satz lässt sich jetzt nicht importieren.</translation>
  </message>
  <message>
   <source>The set of this run comes from elsewhere. Import it anew to evaluate it again.</source>
   <translation>Der Satz dieses Laufs kommt von anderswo. Ihn neu importieren, um ihn erneut zu evaluieren.</translation>
  </message>
  <message>
   <source>The set read as: {title}</source>
   <translation>Der Satz gelesen als: {title}</translation>
  </message>
  <message>
   <source>The set shown in Images</source>
   <translation>Der in „Bilder“ gezeigte Satz</translation>
  </message>
  <message>
   <source>The set that stands for the other run.</source>
   <translation>Der Satz, der für den anderen Lauf steht.</translation>
  </message>
  <message>
   <source>The set was imported and evaluated.</source>
   <translation>Der Satz wurde importiert und evaluiert.</translation>
  </message>
  <message>
   <source>The set was imported.</source>
   <translation>Der Satz wurde importiert.</translation>
  </message>
  <message>
   <source>The sets of the run were evaluated again.</source>
   <translation>Die Sätze des Laufs wurden noch einmal evaluiert.</translation>
  </message>
  <message>
   <source>The sets of two of them beside each other.</source>
   <translation>Die Sätze von zweien nebeneinander.</translation>
  </message>
  <message>
   <source>The settings in Configure need attention first, or choose a preset.</source>
   <translation>Erst müssen die Einstellungen unter „Einrichten“ stimmen; oder eine Voreinstellung wählen.</translation>
  </message>
  <message>
   <source>The settings need attention first</source>
   <translation>Erst müssen die Einstellungen stimmen</translation>
  </message>
  <message>
   <source>The settings of the run are not known.</source>
   <translation>Die Einstellungen des Laufs sind nicht bekannt.</translation>
  </message>
  <message>
   <source>The settings of the run came with them.</source>
   <translation>Die Einstellungen des Laufs kamen mit ihnen.</translation>
  </message>
  <message>
   <source>The settings that all runs of the study share</source>
   <translation>Die Einstellungen, die alle Läufe der Studie teilen</translation>
  </message>
  <message>
   <source>The settings that this run was started with.</source>
   <translation>Die Einstellungen, mit denen dieser Lauf gestartet wurde.</translation>
  </message>
  <message>
   <source>The settings were not saved.</source>
   <translation>Die Einstellungen wurden nicht gespeichert.</translation>
  </message>
  <message>
   <source>The short tone of the system.</source>
   <translation>Der kurze Ton des Systems.</translation>
  </message>
  <message>
   <source>The start epoch is drawn below this number, itself excluded: 2 means epoch 0 or 1.</source>
   <translation>Die Startepoche wird unterhalb dieser Zahl gezogen, sie selbst ausgenommen: 2 heißt Epoche 0 oder 1.</translation>
  </message>
  <message>
   <source>The step was given up. {rest}</source>
   <translation>Der Schritt wurde aufgegeben. {rest}</translation>
  </message>
  <message>
   <source>The study could not be begun.</source>
   <translation>Die Studie ließ sich nicht beginnen.</translation>
  </message>
  <message>
   <source>The study could not be stopped.</source>
   <translation>Die Studie ließ sich nicht stoppen.</translation>
  </message>
  <message>
   <source>The synthetic images of each stored iteration, to be compared and exported.</source>
   <translation>Die synthetischen Bilder jeder gespeicherten Iteration, zum Vergleichen und Exportieren.</translation>
  </message>
  <message>
   <source>The synthetic set at every stored iteration: zoom to single pixels, play how it came to be, compare it with an earlier one.</source>
   <translation>Der synthetische Satz jeder gespeicherten Iteration: bis zu einzelnen Pixeln zoomen, seine Entstehung abspielen, ihn mit einem früheren vergleichen.</translation>
  </message>
  <message>
   <source>The system asked the engine to end.</source>
   <translation>Das System bat die Engine, zu enden.</translation>
  </message>
  <message>
   <source>The table of settings that MTT published as a picture prints another image rate for this cell, which explodes.</source>
   <translation>Die Tabelle der Einstellungen, die MTT als Bild veröffentlichte, druckt für dieses Feld eine andere Bildrate, die explodiert.</translation>
  </message>
  <message>
   <source>The tables fill when the last phase has tested its first networks.</source>
   <translation>Die Tabellen füllen sich, wenn die letzte Phase ihre ersten Netze getestet hat.</translation>
  </message>
  <message>
   <source>The teacher lies on the shelf, if the images are the same.</source>
   <translation>Der Lehrer liegt in der Ablage, wenn die Bilder dieselben sind.</translation>
  </message>
  <message>
   <source>The teacher lies on the shelf.</source>
   <translation>Der Lehrer liegt in der Ablage.</translation>
  </message>
  <message>
   <source>The teachers take the step of the paper's Algorithm 1. The published code takes another one: “gsam” under Trajectory, with weight 0.4 and adaptive radius.</source>
   <translation>Die Lehrer gehen den Schritt von Algorithmus 1 der Arbeit. Der veröffentlichte Code geht einen anderen: „gsam“ unter Trajektorie, mit Gewicht 0,4 und adaptivem Radius.</translation>
  </message>
  <message>
   <source>The ticked runs were all started with the same settings, seed included. “All settings” lists them.</source>
   <translation>Die angehakten Läufe wurden alle mit denselben Einstellungen gestartet, auch demselben Seed. „Alle Einstellungen“ listet sie auf.</translation>
  </message>
  <message>
   <source>The tour of five steps can be taken again here and from the Help menu.</source>
   <translation>Der Rundgang in fünf Schritten lässt sich hier und im Menü „Hilfe“ noch einmal machen.</translation>
  </message>
  <message>
   <source>The wheel or plus and minus zoom, dragging moves, 0 shows everything, Shift with an arrow key selects an image, the menu key or Ctrl+C takes it along, Ctrl with an arrow key, Page Up and Page Down scroll, Enter shows its pixels, O its class alone.</source>
   <translation>Das Rad oder Plus und Minus zoomen, Ziehen verschiebt, 0 zeigt alles, Umschalt mit einer Pfeiltaste wählt ein Bild, die Menütaste oder Strg+C nimmt es mit, Strg mit einer Pfeiltaste, Bild auf und Bild ab rollen, Eingabe zeigt seine Pixel, O nur seine Klasse.</translation>
  </message>
  <message>
   <source>The window</source>
   <translation>Das Fenster</translation>
  </message>
  <message>
   <source>The window ended while a step was running.</source>
   <translation>Das Fenster endete, während ein Schritt lief.</translation>
  </message>
  <message>
   <source>The window ended.</source>
   <translation>Das Fenster endete.</translation>
  </message>
  <message>
   <source>The window was closed.</source>
   <translation>Das Fenster wurde geschlossen.</translation>
  </message>
  <message>
   <source>The window was opened anew.</source>
   <translation>Das Fenster wurde neu geöffnet.</translation>
  </message>
  <message>
   <source>The window's settings were damaged. What could be read of them goes on; the old file is kept as {name}.</source>
   <translation>Die Einstellungen des Fensters waren beschädigt. Was sich lesen ließ, gilt weiter; die alte Datei liegt nun in {name}.</translation>
  </message>
  <message>
   <source>The {format} has no path. Name one, or untick it.</source>
   <translation>{format}: Der Pfad fehlt. Einen nennen oder das Format abwählen.</translation>
  </message>
  <message>
   <source>The {format} names a folder. Add a file name.</source>
   <translation>{format}: Der Pfad nennt einen Ordner. Einen Dateinamen anfügen.</translation>
  </message>
  <message>
   <source>The {format} “{path}” is no whole path. Write it from the root on.</source>
   <translation>{format}: „{path}“ ist kein ganzer Pfad. Ihn von der Wurzel an schreiben.</translation>
  </message>
  <message>
   <source>Their accuracies as a table, and how far they are from the baseline.</source>
   <translation>Ihre Genauigkeiten als Tabelle, und wie weit sie von der Baseline entfernt sind.</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Design</translation>
  </message>
  <message>
   <source>Theme: {name}</source>
   <translation>Design: {name}</translation>
  </message>
  <message>
   <source>There is a workspace of this name.</source>
   <translation>Einen Arbeitsbereich dieses Namens gibt es schon.</translation>
  </message>
  <message>
   <source>There is no image to show.</source>
   <translation>Es gibt kein Bild zu zeigen.</translation>
  </message>
  <message>
   <source>There is no other run in the list of experiments.</source>
   <translation>In der Liste der Experimente ist kein anderer Lauf.</translation>
  </message>
  <message>
   <source>There is nothing to redo in the settings</source>
   <translation>In den Einstellungen ist nichts wiederherzustellen</translation>
  </message>
  <message>
   <source>There is nothing to undo in the settings</source>
   <translation>In den Einstellungen ist nichts rückgängig zu machen</translation>
  </message>
  <message>
   <source>These are the settings of “{run}”. Change one and they become the base of a new run; this one stays as it is.</source>
   <translation>Dies sind die Einstellungen von „{run}“. Eine ändern, und sie werden zur Grundlage eines neuen Laufs; dieser bleibt, wie er ist.</translation>
  </message>
  <message>
   <source>These images were not looked through yet</source>
   <translation>Diese Bilder wurden noch nicht durchgesehen</translation>
  </message>
  <message>
   <source>These settings cannot be saved.</source>
   <translation>Diese Einstellungen lassen sich nicht speichern.</translation>
  </message>
  <message>
   <source>These settings cannot be used.</source>
   <translation>Diese Einstellungen sind nicht brauchbar.</translation>
  </message>
  <message>
   <source>They are read, counted and compared. You can go on with other things.</source>
   <translation>Sie werden gelesen, gezählt und verglichen. Anderes kann derweil weitergehen.</translation>
  </message>
  <message>
   <source>They come with the figures of the final evaluation.</source>
   <translation>Sie kommen mit den Zahlen der abschließenden Evaluation.</translation>
  </message>
  <message>
   <source>They may be more than the memory takes; use fewer or smaller images.</source>
   <translation>Es sind vielleicht mehr, als der Speicher fasst; weniger oder kleinere Bilder verwenden.</translation>
  </message>
  <message>
   <source>This cannot be done with the selected entry</source>
   <translation>Das geht mit dem gewählten Eintrag nicht</translation>
  </message>
  <message>
   <source>This cannot be opened.</source>
   <translation>Dies lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <source>This desktop has no system tray.</source>
   <translation>Dieser Desktop hat keinen Infobereich.</translation>
  </message>
  <message>
   <source>This folder can only be read: the run is followed, compared and exported from; nothing in it is changed.</source>
   <translation>Dieser Ordner kann nur gelesen werden: Der Lauf wird verfolgt, verglichen und daraus exportiert; nichts darin wird geändert.</translation>
  </message>
  <message>
   <source>This is for phase 2, Distill</source>
   <translation>Dies gehört zu Phase 2, Distill</translation>
  </message>
  <message>
   <source>This is the newest version</source>
   <translation>Dies ist die neueste Version</translation>
  </message>
  <message>
   <source>This is version {version}.</source>
   <translation>Dies ist Version {version}.</translation>
  </message>
  <message>
   <source>This machine</source>
   <translation>Dieser Rechner</translation>
  </message>
  <message>
   <source>This program runs from its source folder and has no version to compare.</source>
   <translation>Dieses Programm läuft aus seinem Quellordner und hat keine Version zum Vergleichen.</translation>
  </message>
  <message>
   <source>This run</source>
   <translation>Dieser Lauf</translation>
  </message>
  <message>
   <source>This run cannot be compared: {error}</source>
   <translation>Dieser Lauf lässt sich nicht vergleichen: {error}</translation>
  </message>
  <message>
   <source>This run cannot be read: {reason}</source>
   <translation>Dieser Lauf ist nicht lesbar: {reason}</translation>
  </message>
  <message>
   <source>This run counts no classes</source>
   <translation>Dieser Lauf zählt keine Klassen</translation>
  </message>
  <message>
   <source>This run does not fit. {reason}</source>
   <translation>Dieser Lauf passt nicht. {reason}</translation>
  </message>
  <message>
   <source>This run goes on outside the window and can only be stopped from here</source>
   <translation>Dieser Lauf geht außerhalb des Fensters weiter und lässt sich von hier aus nur stoppen</translation>
  </message>
  <message>
   <source>This run has curves only</source>
   <translation>Dieser Lauf hat nur Kurven</translation>
  </message>
  <message>
   <source>This run has no best set yet.</source>
   <translation>Dieser Lauf hat noch keinen besten Satz.</translation>
  </message>
  <message>
   <source>This run has no results</source>
   <translation>Dieser Lauf hat keine Ergebnisse</translation>
  </message>
  <message>
   <source>This run has not come to its evaluation, so no set of it was chosen. Resume it first.</source>
   <translation>Dieser Lauf ist nicht bis zu seiner Evaluation gekommen, daher wurde kein Satz von ihm gewählt. Ihn zuerst fortsetzen.</translation>
  </message>
  <message>
   <source>This run has stored no set up to iteration {iteration}.</source>
   <translation>Dieser Lauf hat bis Iteration {iteration} keinen Satz gespeichert.</translation>
  </message>
  <message>
   <source>This run is still under way. Wait for its end.</source>
   <translation>Dieser Lauf ist noch im Gang. Sein Ende abwarten.</translation>
  </message>
  <message>
   <source>This run kept no moving average (EMA decay is 0).</source>
   <translation>Dieser Lauf führte keinen gleitenden Mittelwert (EMA-Abklingfaktor 0).</translation>
  </message>
  <message>
   <source>This set cannot be read</source>
   <translation>Dieser Satz ist nicht lesbar</translation>
  </message>
  <message>
   <source>This set holds no moving average: the run was configured without EMA.</source>
   <translation>Dieser Satz enthält keinen gleitenden Mittelwert: Der Lauf war ohne EMA eingerichtet.</translation>
  </message>
  <message>
   <source>This system has no trash for “{name}”. Delete it for good?</source>
   <translation>Dieses System hat keinen Papierkorb für „{name}“. Endgültig löschen?</translation>
  </message>
  <message>
   <source>This very set was not evaluated.</source>
   <translation>Genau dieser Satz wurde nicht evaluiert.</translation>
  </message>
  <message>
   <source>Threads of the engine on the CPU; 0 takes one per core.</source>
   <translation>Threads der Engine auf der CPU; 0 nimmt einen je Kern.</translation>
  </message>
  <message>
   <source>Tick a second run</source>
   <translation>Einen zweiten Lauf ankreuzen</translation>
  </message>
  <message>
   <source>Tick up to {most} runs in the list, with a click or the space bar. A run that is under way is followed.</source>
   <translation>Bis zu {most} Läufe in der Liste ankreuzen, mit einem Klick oder der Leertaste. Einem Lauf, der unterwegs ist, wird gefolgt.</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>Time and memory are not known yet on this device.</source>
   <translation>Zeit und Speicher sind auf diesem Gerät noch nicht bekannt.</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>To be pasted into a sheet or a text.</source>
   <translation>Zum Einfügen in eine Tabelle oder einen Text.</translation>
  </message>
  <message>
   <source>To be pasted into a terminal.</source>
   <translation>Zum Einfügen in ein Terminal.</translation>
  </message>
  <message>
   <source>To be read, marked and copied; Tab goes on.</source>
   <translation>Zum Lesen, Markieren und Kopieren; Tab geht weiter.</translation>
  </message>
  <message>
   <source>To be read, marked and copied; a button below copies all of it.</source>
   <translation>Zum Lesen, Markieren und Kopieren; eine Schaltfläche darunter kopiert alles.</translation>
  </message>
  <message>
   <source>Toolbar</source>
   <translation>Werkzeugleiste</translation>
  </message>
  <message>
   <source>Train and test fresh networks of the family {name}. {help}</source>
   <translation>Frische Netze der Familie {name} trainieren und testen. {help}</translation>
  </message>
  <message>
   <source>Train at least {n} teachers, or set 0 to keep all.</source>
   <translation>Mindestens {n} Lehrer trainieren, oder 0 setzen, um alle zu behalten.</translation>
  </message>
  <message>
   <source>Train fresh networks on it and test them</source>
   <translation>Frische Netze darauf trainieren und sie testen</translation>
  </message>
  <message>
   <source>Train fresh networks, also of other families, on the chosen sets of this run</source>
   <translation>Frische Netze, auch anderer Familien, auf den gewählten Sätzen dieses Laufs trainieren</translation>
  </message>
  <message>
   <source>Train networks of the family {name}</source>
   <translation>Netze der Familie {name} trainieren</translation>
  </message>
  <message>
   <source>Train on whitened pixels (strength 0.1) in place of mean and standard deviation. Needs a matrix of pixels × pixels: 38 MB at 32 pixels in colour, 0.6 GB at 64, 9.7 GB at 128.</source>
   <translation>Auf geweißten Pixeln trainieren (Stärke 0,1) statt mit Mittelwert und Standardabweichung. Braucht eine Matrix aus Pixeln × Pixeln: 38 MB bei 32 Pixeln in Farbe, 0,6 GB bei 64, 9,7 GB bei 128.</translation>
  </message>
  <message>
   <source>Train teachers for at least {n} epochs, or lower start or teacher epochs.</source>
   <translation>Lehrer mindestens {n} Epochen trainieren, oder Startepochen oder Lehrerepochen senken.</translation>
  </message>
  <message>
   <source>Train the networks for the moving average on from those just trained on the raw set, as the published FTD script does by oversight. Off: fresh networks for both.</source>
   <translation>Die Netze für den gleitenden Mittelwert von denen aus weitertrainieren, die eben auf dem rohen Satz trainiert wurden, wie das veröffentlichte FTD-Skript es aus Versehen tut. Aus: frische Netze für beide.</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Training teachers</source>
   <translation>Lehrer trainieren</translation>
  </message>
  <message>
   <source>Trajectory</source>
   <translation>Trajektorie</translation>
  </message>
  <message>
   <source>Try a few steps of these very settings on this device; takes 10 to 40 seconds.</source>
   <translation>Einige Schritte mit genau diesen Einstellungen auf diesem Gerät versuchen; dauert 10 bis 40 Sekunden.</translation>
  </message>
  <message>
   <source>Try the demo</source>
   <translation>Demo ausprobieren</translation>
  </message>
  <message>
   <source>Trying a few steps of these settings…</source>
   <translation>Einige Schritte mit diesen Einstellungen werden versucht…</translation>
  </message>
  <message>
   <source>Turn ZCA whitening off</source>
   <translation>ZCA-Weißung ausschalten</translation>
  </message>
  <message>
   <source>Type a command, a run or a preset</source>
   <translation>Kommando, Lauf oder Voreinstellung tippen</translation>
  </message>
  <message>
   <source>Type again what was undone</source>
   <translation>Wiederherstellen, was beim Schreiben zurückgenommen wurde</translation>
  </message>
  <message>
   <source>Type an iteration; the nearest stored one is compared with. 0 is the set that distillation began with.</source>
   <translation>Eine Iteration tippen; verglichen wird mit der nächsten gespeicherten. 0 ist der Satz, mit dem die Destillation begann.</translation>
  </message>
  <message>
   <source>Type an iteration; the nearest stored one is exported. Up and Down go through them.</source>
   <translation>Eine Iteration eingeben; die nächste gespeicherte wird exportiert. Auf und Ab gehen sie durch.</translation>
  </message>
  <message>
   <source>Type an iteration; the nearest stored one is shown.</source>
   <translation>Eine Iteration tippen; die nächste gespeicherte wird gezeigt.</translation>
  </message>
  <message>
   <source>Type its path and press Enter, or choose it with a button beside.</source>
   <translation>Den Pfad eingeben und die Eingabetaste drücken, oder mit einer Schaltfläche daneben wählen.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Undo typing</source>
   <translation>Das Schreiben rückgängig machen</translation>
  </message>
  <message>
   <source>Undock {name}</source>
   <translation>{name} lösen</translation>
  </message>
  <message>
   <source>Up and Down go from step to step.</source>
   <translation>Auf und Ab gehen von Schritt zu Schritt.</translation>
  </message>
  <message>
   <source>Use letters, digits, blank, dot, dash and underscore, with at least one letter or digit.</source>
   <translation>Buchstaben, Ziffern, Leerzeichen, Punkt, Binde- und Unterstrich verwenden, mit mindestens einem Buchstaben oder einer Ziffer.</translation>
  </message>
  <message>
   <source>Use letters, digits, blank, dot, dash and underscore.</source>
   <translation>Buchstaben, Ziffern, Leerzeichen, Punkt, Binde- und Unterstrich verwenden.</translation>
  </message>
  <message>
   <source>Use these keys</source>
   <translation>Diese Tasten verwenden</translation>
  </message>
  <message>
   <source>Use these settings</source>
   <translation>Diese Einstellungen verwenden</translation>
  </message>
  <message>
   <source>Use this data set</source>
   <translation>Diesen Datensatz verwenden</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <source>Values of the confusion matrix</source>
   <translation>Werte der Konfusionsmatrix</translation>
  </message>
  <message>
   <source>Version {version}</source>
   <translation>Version {version}</translation>
  </message>
  <message>
   <source>Version {version} has no date.</source>
   <translation>Version {version} hat kein Datum.</translation>
  </message>
  <message>
   <source>Version {version} is of {day}.</source>
   <translation>Version {version} ist vom {day}.</translation>
  </message>
  <message>
   <source>Version {version} is out</source>
   <translation>Version {version} ist erschienen</translation>
  </message>
  <message>
   <source>Version {version}.</source>
   <translation>Version {version}.</translation>
  </message>
  <message>
   <source>View images</source>
   <translation>Bilder ansehen</translation>
  </message>
  <message>
   <source>View of the images</source>
   <translation>Ansicht der Bilder</translation>
  </message>
  <message>
   <source>Warning</source>
   <translation>Warnung</translation>
  </message>
  <message>
   <source>Warnings and errors</source>
   <translation>Warnungen und Fehler</translation>
  </message>
  <message>
   <source>Watch</source>
   <translation>Verfolgen</translation>
  </message>
  <message>
   <source>Watch a run that goes on elsewhere, or look at one that is done.</source>
   <translation>Einen Lauf beobachten, der anderswo läuft, oder einen fertigen ansehen.</translation>
  </message>
  <message>
   <source>Watch its run</source>
   <translation>Seinen Lauf beobachten</translation>
  </message>
  <message>
   <source>Ways to begin, and a check of this machine.</source>
   <translation>Wege anzufangen, und eine Prüfung dieses Rechners.</translation>
  </message>
  <message>
   <source>Weight decay</source>
   <translation>Weight Decay</translation>
  </message>
  <message>
   <source>Weights are numbers with commas, such as 0.3, 1.</source>
   <translation>Gewichte sind Zahlen mit Kommas dazwischen, etwa 0.3, 1.</translation>
  </message>
  <message>
   <source>Weights α</source>
   <translation>Gewichte α</translation>
  </message>
  <message>
   <source>Welcome</source>
   <translation>Willkommen</translation>
  </message>
  <message>
   <source>What a plug-in computes of each stored set; its author says what it means.
Bands: one standard deviation over seeds.</source>
   <translation>Was eine Erweiterung für jeden gespeicherten Satz berechnet; ihr Autor sagt, was es bedeutet.
Bänder: eine Standardabweichung über Seeds.</translation>
  </message>
  <message>
   <source>What are the sets of MTT, MTT with robust learning and FTD worth, beside random real images and the whole data set?</source>
   <translation>Was sind die Sätze von MTT, MTT mit robustem Lernen und FTD wert, neben zufälligen echten Bildern und dem ganzen Datensatz?</translation>
  </message>
  <message>
   <source>What are the sets worth where neither labels nor augmentation may help one side only?</source>
   <translation>Was sind die Sätze wert, wo weder Labels noch Augmentierung nur einer Seite helfen dürfen?</translation>
  </message>
  <message>
   <source>What happens where files of your own images cannot be read. refuse: nothing starts before they are mended. leave-out: the others are used, and the log names those that are not.</source>
   <translation>Was geschieht, wo Dateien eigener Bilder nicht lesbar sind. refuse: Nichts startet, bevor sie in Ordnung sind. leave-out: Die anderen werden verwendet, und das Protokoll nennt die weggelassenen.</translation>
  </message>
  <message>
   <source>What is computed between two checkpoints is lost when the machine fails. Pausing, stopping and closing the window write one at once. 0 writes as often as costs a twentieth of the time.</source>
   <translation>Was zwischen zwei Checkpoints berechnet wird, ist verloren, wenn der Rechner ausfällt. Anhalten, Stoppen und das Schließen des Fensters schreiben sofort einen. 0 schreibt so oft, wie es ein Zwanzigstel der Zeit kostet.</translation>
  </message>
  <message>
   <source>What is new</source>
   <translation>Was neu ist</translation>
  </message>
  <message>
   <source>What is wrong with them is found before a run, not in the middle of it.</source>
   <translation>Was an ihnen nicht stimmt, zeigt sich vor einem Lauf, nicht mitten darin.</translation>
  </message>
  <message>
   <source>What matters less is left out.</source>
   <translation>Weniger Wichtiges wird ausgelassen.</translation>
  </message>
  <message>
   <source>What metrics of plug-ins measured of the sets.</source>
   <translation>Was Metriken von Erweiterungen an den Sätzen gemessen haben.</translation>
  </message>
  <message>
   <source>What own images need is known once they are read.</source>
   <translation>Was eigene Bilder brauchen, ist bekannt, sobald sie gelesen sind.</translation>
  </message>
  <message>
   <source>What plug-ins compute of each stored set; the author of each says what it means.
Solid: the images as they are learned. Dashed: their moving average.</source>
   <translation>Was Erweiterungen von jedem gespeicherten Satz berechnen; was es bedeutet, sagt ihr Autor.
Durchgezogen: die Bilder, wie sie gelernt werden. Gestrichelt: ihr gleitender Mittelwert.</translation>
  </message>
  <message>
   <source>What the command lines mean</source>
   <translation>Was die Kommandozeilen bedeuten</translation>
  </message>
  <message>
   <source>What the curves are called in lists and plots.</source>
   <translation>Wie die Kurven in Listen und Diagrammen heißen.</translation>
  </message>
  <message>
   <source>What the engine or the window told, oldest first; it can be marked and copied.</source>
   <translation>Was die Engine oder das Fenster meldete, das Älteste zuerst; zum Markieren und Kopieren.</translation>
  </message>
  <message>
   <source>What the filters leave out is not copied.</source>
   <translation>Was die Filter auslassen, wird nicht kopiert.</translation>
  </message>
  <message>
   <source>What the network of a plug-in needs is known once it is built.</source>
   <translation>Was das Netz einer Erweiterung braucht, ist bekannt, sobald es gebaut ist.</translation>
  </message>
  <message>
   <source>What the published code calls alpha: how much of the plain gradient's part across the perturbed gradient is taken away. 0 equals the paper's α = 1; 0.4 is the code's default.</source>
   <translation>Was der veröffentlichte Code alpha nennt: wie viel vom Teil des einfachen Gradienten quer zum gestörten weggenommen wird. 0 entspricht α = 1 der Arbeit; 0,4 ist der Standard des Codes.</translation>
  </message>
  <message>
   <source>What the sources leave open, and where they contradict each other.</source>
   <translation>Was die Quellen offenlassen, und wo sie einander widersprechen.</translation>
  </message>
  <message>
   <source>What the study takes</source>
   <translation>Was die Studie braucht</translation>
  </message>
  <message>
   <source>What the values of this tag are; it is shown as such.</source>
   <translation>Was die Werte dieses Tags sind; er wird als das gezeigt.</translation>
  </message>
  <message>
   <source>What they were set up with, as a table.</source>
   <translation>Womit sie eingerichtet wurden, als Tabelle.</translation>
  </message>
  <message>
   <source>What to compare with</source>
   <translation>Womit verglichen wird</translation>
  </message>
  <message>
   <source>What was computed since the last checkpoint could not be kept.</source>
   <translation>Was seit dem letzten Checkpoint berechnet wurde, ließ sich nicht erhalten.</translation>
  </message>
  <message>
   <source>What was found</source>
   <translation>Was gefunden wurde</translation>
  </message>
  <message>
   <source>What was measured here, and what the paper prints</source>
   <translation>Was hier gemessen wurde und was die Arbeit druckt</translation>
  </message>
  <message>
   <source>What you say of this run was not kept.</source>
   <translation>Was über diesen Lauf gesagt wurde, ließ sich nicht festhalten.</translation>
  </message>
  <message>
   <source>What {host} answered is no description of a program. Look at the address below.</source>
   <translation>Was {host} geantwortet hat, ist keine Beschreibung eines Programms. Die Adresse unten prüfen.</translation>
  </message>
  <message>
   <source>What's this?</source>
   <translation>Was ist das?</translation>
  </message>
  <message>
   <source>Where it was when it crashed</source>
   <translation>Wo sie war, als sie abstürzte</translation>
  </message>
  <message>
   <source>Where the description of the program is asked for, as JSON; empty for the usual place.</source>
   <translation>Wo nach der Beschreibung des Programms gefragt wird, als JSON; leer für den üblichen Ort.</translation>
  </message>
  <message>
   <source>Where the images lie. For a published set: a folder with its files as they were published, or a torchvision data folder; empty looks in the usual places. For your own images: the folder of class folders (or of train and test folders of them), or the .npz or .pt file. For a data set of a plug-in: what its author says, often nothing.</source>
   <translation>Wo die Bilder liegen. Bei einem veröffentlichten Satz: ein Ordner mit seinen Dateien, wie sie veröffentlicht wurden, oder ein Datenordner von torchvision; leer sucht an den üblichen Orten. Bei eigenen Bildern: der Ordner der Klassenordner (oder von train- und test-Ordnern mit ihnen), oder die .npz- oder .pt-Datei. Beim Datensatz einer Erweiterung: was ihr Autor sagt, oft nichts.</translation>
  </message>
  <message>
   <source>Where the learned step size of the student starts.</source>
   <translation>Wo die gelernte Schrittweite des Schülers beginnt.</translation>
  </message>
  <message>
   <source>Which images a run uses is known once its settings are right.</source>
   <translation>Welche Bilder ein Lauf verwendet, ist bekannt, sobald seine Einstellungen stimmen.</translation>
  </message>
  <message>
   <source>Which images the figures are about: raw, or their moving average (EMA).</source>
   <translation>Von welchen Bildern die Zahlen handeln: roh, oder ihr gleitender Mittelwert (EMA).</translation>
  </message>
  <message>
   <source>Which metric of a plug-in the third plot shows.</source>
   <translation>Welche Metrik einer Erweiterung das dritte Diagramm zeigt.</translation>
  </message>
  <message>
   <source>Which of the ticked runs stands on the left.</source>
   <translation>Welcher der angekreuzten Läufe links steht.</translation>
  </message>
  <message>
   <source>Which of the ticked runs stands on the right.</source>
   <translation>Welcher der angekreuzten Läufe rechts steht.</translation>
  </message>
  <message>
   <source>Which set of the other run</source>
   <translation>Welcher Satz des anderen Laufs</translation>
  </message>
  <message>
   <source>Which set to export</source>
   <translation>Welcher Satz exportiert wird</translation>
  </message>
  <message>
   <source>Which stored set is reported. held-out: the best on training images that are kept away from teachers and synthetic set. literature: the best on the test set, as published numbers are chosen, which flatters them. last: the set of the last iteration.</source>
   <translation>Welcher gespeicherte Satz berichtet wird. held-out: der beste auf Trainingsbildern, die Lehrern und synthetischem Satz vorenthalten werden. literature: der beste auf der Testmenge, wie veröffentlichte Zahlen gewählt werden, was ihnen schmeichelt. last: der Satz der letzten Iteration.</translation>
  </message>
  <message>
   <source>Which weights of a teacher lie on the shelf. all: those after every epoch. drawn: only what distillation can draw and Figure 1 needs, a tenth of the disk where few epochs are drawn; the teachers are the same. Each epoch is a copy of its own; on a CPU the published code stores the last weights for every epoch, so that start and target are the same and its loss is 0 / 0: nothing could be learned from such teachers, so there is no option for them.</source>
   <translation>Welche Gewichte eines Lehrers in der Ablage liegen. all: die nach jeder Epoche. drawn: nur, was die Destillation ziehen kann und Abbildung 1 braucht, ein Zehntel der Platte, wo wenige Epochen gezogen werden; die Lehrer sind dieselben. Jede Epoche ist eine eigene Kopie; auf einer CPU speichert der veröffentlichte Code die letzten Gewichte für jede Epoche, sodass Start und Ziel dieselben sind und sein Loss 0 / 0 ist: Aus solchen Lehrern wäre nichts zu lernen, deshalb gibt es keine Option dafür.</translation>
  </message>
  <message>
   <source>While it is off, nothing is written over them.</source>
   <translation>Solange es aus ist, wird nichts überschrieben.</translation>
  </message>
  <message>
   <source>White, with the colours of the light theme, for papers.</source>
   <translation>Weiß, mit den Farben des hellen Designs, für Arbeiten.</translation>
  </message>
  <message>
   <source>Whose log is shown</source>
   <translation>Wessen Protokoll gezeigt wird</translation>
  </message>
  <message>
   <source>Width</source>
   <translation>Breite</translation>
  </message>
  <message>
   <source>With a sound</source>
   <translation>Mit einem Ton</translation>
  </message>
  <message>
   <source>With keys, plus and minus zoom while the plot has the focus.</source>
   <translation>Mit Tasten zoomen Plus und Minus, solange das Diagramm den Fokus hat.</translation>
  </message>
  <message>
   <source>Words in the name, #tags, notes, data set or state; a run must hold all of them</source>
   <translation>Wörter in Namen, #Tags, Anmerkungen, Datensatz oder Zustand; ein Lauf muss alle haben</translation>
  </message>
  <message>
   <source>Words of the window, from its next start on.</source>
   <translation>Sprache des Fensters, ab dem nächsten Start.</translation>
  </message>
  <message>
   <source>Workspace “{name}” was removed.</source>
   <translation>Der Arbeitsbereich „{name}“ wurde entfernt.</translation>
  </message>
  <message>
   <source>Workspace “{name}” was saved.</source>
   <translation>Der Arbeitsbereich „{name}“ wurde gespeichert.</translation>
  </message>
  <message>
   <source>Workspace: {name}</source>
   <translation>Arbeitsbereich: {name}</translation>
  </message>
  <message>
   <source>Workspaces</source>
   <translation>Arbeitsbereiche</translation>
  </message>
  <message>
   <source>Write TensorBoard files</source>
   <translation>TensorBoard-Dateien schreiben</translation>
  </message>
  <message>
   <source>Write a checkpoint and end the engine; Resume goes on from there, bit for bit</source>
   <translation>Einen Checkpoint schreiben und die Engine beenden; „Fortsetzen“ geht von dort aus weiter, Bit für Bit</translation>
  </message>
  <message>
   <source>Write a stored set as tensors or pictures, in the formats of many programs</source>
   <translation>Einen gespeicherten Satz als Tensoren oder Bilder schreiben, in den Formaten vieler Programme</translation>
  </message>
  <message>
   <source>Write all curves and some images of this run for TensorBoard, into its folder</source>
   <translation>Alle Kurven und einige Bilder dieses Laufs für TensorBoard in seinen Ordner schreiben</translation>
  </message>
  <message>
   <source>Write all that is known to a zip file of your choice</source>
   <translation>Alles Bekannte in eine ZIP-Datei eigener Wahl schreiben</translation>
  </message>
  <message>
   <source>Write all ticked formats.</source>
   <translation>Alle angekreuzten Formate schreiben.</translation>
  </message>
  <message>
   <source>Write the best set as tensors or pictures, in the formats of many programs, with what is needed to train on it. The dialog says which set it is, and offers others.</source>
   <translation>Den besten Satz als Tensoren oder Bilder schreiben, in den Formaten vieler Programme, mit allem, was zum Trainieren darauf nötig ist. Der Dialog sagt, welcher Satz es ist, und bietet andere an.</translation>
  </message>
  <message>
   <source>Write the table to a file, numbers with all their digits; Ctrl+C copies it.</source>
   <translation>Die Tabelle in eine Datei schreiben, Zahlen mit allen Stellen; Strg+C kopiert sie.</translation>
  </message>
  <message>
   <source>Write them while a run goes on, into its folder, as long as the window is open</source>
   <translation>Sie in seinen Ordner schreiben, während ein Lauf läuft, solange das Fenster offen ist</translation>
  </message>
  <message>
   <source>Write this set to files.</source>
   <translation>Diesen Satz in Dateien schreiben.</translation>
  </message>
  <message>
   <source>Writes {images} with their labels as {formats}; each with a manifest that tells how to use them.</source>
   <translation>Schreibt {images} mit ihren Labels als {formats}; je mit einem Manifest, das sagt, wie man sie verwendet.</translation>
  </message>
  <message>
   <source>Writing TensorBoard files of {name}…</source>
   <translation>TensorBoard-Dateien von {name} werden geschrieben…</translation>
  </message>
  <message>
   <source>Writing…</source>
   <translation>Schreibt…</translation>
  </message>
  <message>
   <source>Wrote {files}, {size}:</source>
   <translation>Geschrieben: {files}, {size}:</translation>
  </message>
  <message>
   <source>Your own</source>
   <translation>Eigene</translation>
  </message>
  <message>
   <source>Your own images and labels as arrays in one .npz or .pt file.</source>
   <translation>Eigene Bilder und Labels in einer .npz- oder .pt-Datei.</translation>
  </message>
  <message>
   <source>Your own images are made this wide and high, squashed where they are no squares, with smoothing. 0 takes them as they are; then all must be squares of one size.</source>
   <translation>Eigene Bilder werden so breit und hoch gemacht, gestaucht, wo sie keine Quadrate sind, mit Glättung. 0 nimmt sie, wie sie sind; dann müssen alle Quadrate einer Größe sein.</translation>
  </message>
  <message>
   <source>ZCA is on, as in the published script for this cell.</source>
   <translation>ZCA ist an, wie im veröffentlichten Skript für dieses Feld.</translation>
  </message>
  <message>
   <source>ZCA whitening</source>
   <translation>ZCA-Weißung</translation>
  </message>
  <message>
   <source>ZCA-whitened</source>
   <translation>ZCA-geweißt</translation>
  </message>
  <message>
   <source>ZIP (*.zip)</source>
   <translation>ZIP (*.zip)</translation>
  </message>
  <message>
   <source>Zoom into a box</source>
   <translation>In ein Rechteck zoomen</translation>
  </message>
  <message>
   <source>Zoom into a box drawn with the mouse (or hold Shift)</source>
   <translation>In ein mit der Maus gezogenes Rechteck zoomen (oder Umschalt halten)</translation>
  </message>
  <message>
   <source>Zoom plots and images</source>
   <translation>Diagramme und Bilder zoomen</translation>
  </message>
  <message>
   <source>a choice</source>
   <translation>eine Auswahl</translation>
  </message>
  <message>
   <source>a list of choices</source>
   <translation>eine Liste von Auswahlen</translation>
  </message>
  <message>
   <source>a number</source>
   <translation>eine Zahl</translation>
  </message>
  <message>
   <source>a whole number</source>
   <translation>eine ganze Zahl</translation>
  </message>
  <message>
   <source>about {size}</source>
   <translation>etwa {size}</translation>
  </message>
  <message>
   <source>about {time}</source>
   <translation>etwa {time}</translation>
  </message>
  <message>
   <source>above {number}</source>
   <translation>über {number}</translation>
  </message>
  <message>
   <source>accuracy (%)</source>
   <translation>Genauigkeit (%)</translation>
  </message>
  <message>
   <source>active</source>
   <translation>aktiv</translation>
  </message>
  <message>
   <source>all images</source>
   <translation>alle Bilder</translation>
  </message>
  <message>
   <source>all of {class_name}</source>
   <translation>alle von {class_name}</translation>
  </message>
  <message>
   <source>an engine</source>
   <translation>eine Engine</translation>
  </message>
  <message>
   <source>and {n} more</source>
   <translation>und {n} weitere</translation>
  </message>
  <message>
   <source>another run</source>
   <translation>anderer Lauf</translation>
  </message>
  <message>
   <source>arithmetic fault</source>
   <translation>Rechenfehler</translation>
  </message>
  <message>
   <source>as set</source>
   <translation>wie eingestellt</translation>
  </message>
  <message>
   <source>at least {number}</source>
   <translation>mindestens {number}</translation>
  </message>
  <message>
   <source>at most {number}</source>
   <translation>höchstens {number}</translation>
  </message>
  <message>
   <source>auto takes CUDA, then MPS, then the CPU.</source>
   <translation>auto nimmt CUDA, sonst MPS, sonst die CPU.</translation>
  </message>
  <message>
   <source>average in the paper. Without pooling the last layer takes the whole picture.</source>
   <translation>average in der Arbeit. Ohne Pooling nimmt die letzte Schicht das ganze Bild.</translation>
  </message>
  <message>
   <source>below {number}</source>
   <translation>unter {number}</translation>
  </message>
  <message>
   <source>black is {low}, full is {high}, for all images</source>
   <translation>schwarz ist {low}, voll ist {high}, für alle Bilder</translation>
  </message>
  <message>
   <source>blink</source>
   <translation>blinken</translation>
  </message>
  <message>
   <source>blocks</source>
   <translation>Blöcke</translation>
  </message>
  <message>
   <source>blue</source>
   <translation>blau</translation>
  </message>
  <message>
   <source>channels</source>
   <translation>Kanäle</translation>
  </message>
  <message>
   <source>chosen by held-out training images</source>
   <translation>gewählt nach zurückgehaltenen Trainingsbildern</translation>
  </message>
  <message>
   <source>chosen by the test images, as the literature does</source>
   <translation>gewählt nach den Testbildern, wie in der Literatur</translation>
  </message>
  <message>
   <source>class {number}</source>
   <translation>Klasse {number}</translation>
  </message>
  <message>
   <source>colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>colour (0 black, 255 full)</source>
   <translation>Farbe (0 schwarz, 255 voll)</translation>
  </message>
  <message>
   <source>colour {colour}</source>
   <translation>Farbe {colour}</translation>
  </message>
  <message>
   <source>colour {values}</source>
   <translation>Farbe {values}</translation>
  </message>
  <message>
   <source>colour {values} (outside 0…255)</source>
   <translation>Farbe {values} (außerhalb 0…255)</translation>
  </message>
  <message>
   <source>convnet is what the literature distills with. The others are drawn for 32, 64 and 128 pixels; resnet18_ap halves by average pools in place of strides. At 32 they are the field's; at 64 and 128, where published codes differ, their first layers halve the picture down to 32. Plug-ins may add others, which leave the settings below aside.</source>
   <translation>convnet ist das, womit die Literatur destilliert. Die anderen sind für 32, 64 und 128 Pixel gezeichnet; resnet18_ap halbiert mit Average-Pooling statt mit Schrittweiten. Bei 32 sind es die des Fachs; bei 64 und 128, wo veröffentlichte Codes sich unterscheiden, verkleinern ihre ersten Schichten das Bild durch Halbieren auf 32. Erweiterungen können andere hinzufügen, die die Einstellungen darunter beiseitelassen.</translation>
  </message>
  <message>
   <source>cross-entropy (nats)</source>
   <translation>Kreuzentropie (nats)</translation>
  </message>
  <message>
   <source>curves only</source>
   <translation>nur Kurven</translation>
  </message>
  <message>
   <source>d MMM HH:mm</source>
   <translation>d. MMM HH:mm</translation>
  </message>
  <message>
   <source>data set</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>difference</source>
   <translation>Differenz</translation>
  </message>
  <message>
   <source>disk {need} of {free} free</source>
   <translation>Platte {need} von {free} frei</translation>
  </message>
  <message>
   <source>disk {need} of {free} free for teachers</source>
   <translation>Platte {need} von {free} frei für Lehrer</translation>
  </message>
  <message>
   <source>distance of the image {distance}</source>
   <translation>Abstand des Bildes {distance}</translation>
  </message>
  <message>
   <source>distillation (restarts)</source>
   <translation>Destillation (Neustarts)</translation>
  </message>
  <message>
   <source>distilling</source>
   <translation>Destillieren</translation>
  </message>
  <message>
   <source>done</source>
   <translation>fertig</translation>
  </message>
  <message>
   <source>each</source>
   <translation>jeder</translation>
  </message>
  <message>
   <source>each image is shown over its own range</source>
   <translation>jedes Bild erscheint in seinem eigenen Bereich</translation>
  </message>
  <message>
   <source>each iteration</source>
   <translation>jede Iteration</translation>
  </message>
  <message>
   <source>each, test</source>
   <translation>jeder, Test</translation>
  </message>
  <message>
   <source>each, train</source>
   <translation>jeder, Training</translation>
  </message>
  <message>
   <source>earlier</source>
   <translation>frühere</translation>
  </message>
  <message>
   <source>embedded: the 6,000 training and 2,000 test images of Fashion-MNIST that ship with the program. full: all images, found on disk or downloaded. auto: what is found on disk, else what is embedded; never a download.</source>
   <translation>embedded: die 6 000 Trainings- und 2 000 Testbilder von Fashion-MNIST, die dem Programm beiliegen. full: alle Bilder, von der Platte oder heruntergeladen. auto: was auf der Platte ist, sonst das Beiliegende; nie ein Download.</translation>
  </message>
  <message>
   <source>empty</source>
   <translation>leer</translation>
  </message>
  <message>
   <source>ended without a last word</source>
   <translation>ohne letztes Wort beendet</translation>
  </message>
  <message>
   <source>engine alive {time}</source>
   <translation>Engine lebt {time}</translation>
  </message>
  <message>
   <source>engine of another program</source>
   <translation>Engine eines anderen Programms</translation>
  </message>
  <message>
   <source>engine of another program, last word {time} ago</source>
   <translation>Engine eines anderen Programms, letztes Wort vor {time}</translation>
  </message>
  <message>
   <source>engine silent {time}</source>
   <translation>Engine stumm {time}</translation>
  </message>
  <message>
   <source>engine starting</source>
   <translation>Engine startet</translation>
  </message>
  <message>
   <source>epoch</source>
   <translation>Epoche</translation>
  </message>
  <message>
   <source>epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <source>epochs: so many passes over the set, and one more, as the published code trains and published numbers were measured. iterations: exactly so many steps of one batch, as the paper says in words. The same but for that one pass while the set fits into a batch; 1,000 iterations are far fewer than 1,000 epochs for a larger set. For the final evaluation only.</source>
   <translation>epochs: so viele Durchgänge durch den Satz, und einer mehr, wie der veröffentlichte Code trainiert und veröffentlichte Zahlen gemessen wurden. iterations: genau so viele Schritte mit einem Batch, wie die Arbeit es in Worten sagt. Bis auf den einen Durchgang dasselbe, solange der Satz in einen Batch passt; bei einem größeren Satz sind 1 000 Iterationen weit weniger als 1 000 Epochen. Nur für die abschließende Evaluation.</translation>
  </message>
  <message>
   <source>error</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>evaluating</source>
   <translation>Evaluieren</translation>
  </message>
  <message>
   <source>evaluation</source>
   <translation>Evaluation</translation>
  </message>
  <message>
   <source>evaluation to epoch {epoch}</source>
   <translation>Evaluation bis Epoche {epoch}</translation>
  </message>
  <message>
   <source>exit code {code}</source>
   <translation>Exit-Code {code}</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>gescheitert</translation>
  </message>
  <message>
   <source>families of networks</source>
   <translation>Netzfamilien</translation>
  </message>
  <message>
   <source>final</source>
   <translation>endgültig</translation>
  </message>
  <message>
   <source>finished</source>
   <translation>fertig</translation>
  </message>
  <message>
   <source>fixed: the seed above. clock: another seed at every start, from the time of day, as the published code seeds itself; the run keeps the seed that was drawn as its own, so that it can be repeated, which a run of that code cannot.</source>
   <translation>fixed: der Seed oben. clock: bei jedem Start ein anderer Seed aus der Uhrzeit, wie ihn der veröffentlichte Code setzt; der Lauf behält den gezogenen Seed als seinen eigenen, sodass er wiederholbar ist, was ein Lauf jenes Codes nicht ist.</translation>
  </message>
  <message>
   <source>flat: the step of Algorithm 1 (FTD), two gradients a step. plain: SGD as in MTT, one gradient a step. gsam: the step of the published FTD code, which is another one than the paper's; its weight is the surrogate-gap weight below, not α.</source>
   <translation>flat: der Schritt von Algorithmus 1 (FTD), zwei Gradienten je Schritt. plain: SGD wie in MTT, ein Gradient je Schritt. gsam: der Schritt des veröffentlichten FTD-Codes, der ein anderer ist als der der Arbeit; sein Gewicht ist das Surrogate-Gap-Gewicht unten, nicht α.</translation>
  </message>
  <message>
   <source>float16 halves the disk and rounds every stored weight to about 3 decimal digits; the training itself stays in float32.</source>
   <translation>float16 halbiert die Platte und rundet jedes gespeicherte Gewicht auf etwa 3 Dezimalstellen; das Training selbst bleibt in float32.</translation>
  </message>
  <message numerus="yes">
   <source>for {n} images per class</source>
   <translation>
    <numerusform>für {n} Bild je Klasse</numerusform>
    <numerusform>für {n} Bilder je Klasse</numerusform>
   </translation>
  </message>
  <message>
   <source>from {start}</source>
   <translation>ab {start}</translation>
  </message>
  <message>
   <source>goes on where it was</source>
   <translation>geht weiter, wo er war</translation>
  </message>
  <message>
   <source>green</source>
   <translation>grün</translation>
  </message>
  <message>
   <source>grey</source>
   <translation>grau</translation>
  </message>
  <message>
   <source>held-out training images</source>
   <translation>zurückgehaltenen Trainingsbildern</translation>
  </message>
  <message>
   <source>here, roughly</source>
   <translation>hier, ungefähr</translation>
  </message>
  <message>
   <source>how long is not known on this device until a run was estimated in Configure</source>
   <translation>wie lange, ist auf diesem Gerät nicht bekannt, bis unter „Einrichten“ ein Lauf geschätzt wurde</translation>
  </message>
  <message>
   <source>image</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>image view</source>
   <translation>Bildansicht</translation>
  </message>
  <message>
   <source>image {place}</source>
   <translation>Bild {place}</translation>
  </message>
  <message>
   <source>image {place} of {class_name}</source>
   <translation>Bild {place} von {class_name}</translation>
  </message>
  <message>
   <source>images</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>images per class</source>
   <translation>Bilder je Klasse</translation>
  </message>
  <message>
   <source>images_best.pt and labels_best.pt, as MTT, FTD and TESLA have them.</source>
   <translation>images_best.pt und labels_best.pt, wie MTT, FTD und TESLA sie haben.</translation>
  </message>
  <message>
   <source>in step</source>
   <translation>im Gleichschritt</translation>
  </message>
  <message>
   <source>info</source>
   <translation>info</translation>
  </message>
  <message>
   <source>instance in the paper. AlexNet has none whatever is chosen.</source>
   <translation>instance in der Arbeit. AlexNet hat keine, was auch gewählt ist.</translation>
  </message>
  <message>
   <source>interrupted</source>
   <translation>unterbrochen</translation>
  </message>
  <message>
   <source>interrupted from a terminal</source>
   <translation>von einem Terminal unterbrochen</translation>
  </message>
  <message>
   <source>is not a setting.</source>
   <translation>ist keine Einstellung.</translation>
  </message>
  <message>
   <source>it has no value</source>
   <translation>es hat keinen Wert</translation>
  </message>
  <message>
   <source>iteration</source>
   <translation>Iteration</translation>
  </message>
  <message>
   <source>iteration {iteration}, {series}</source>
   <translation>Iteration {iteration}, {series}</translation>
  </message>
  <message>
   <source>iteration {n}</source>
   <translation>Iteration {n}</translation>
  </message>
  <message>
   <source>iteration {n}, {series}</source>
   <translation>Iteration {n}, {series}</translation>
  </message>
  <message>
   <source>iterations</source>
   <translation>Iterationen</translation>
  </message>
  <message>
   <source>its best set</source>
   <translation>sein bester Satz</translation>
  </message>
  <message>
   <source>its engine has ended</source>
   <translation>seine Engine ist beendet</translation>
  </message>
  <message>
   <source>its engine was not started by this window</source>
   <translation>seine Engine wurde nicht von diesem Fenster gestartet</translation>
  </message>
  <message>
   <source>its moving average</source>
   <translation>seinem gleitenden Mittelwert</translation>
  </message>
  <message>
   <source>killed, as the system does when memory runs out</source>
   <translation>abgebrochen, wie das System es tut, wenn der Speicher ausgeht</translation>
  </message>
  <message>
   <source>k·σ of each image</source>
   <translation>k·σ jedes Bildes</translation>
  </message>
  <message>
   <source>k·σ of the set</source>
   <translation>k·σ des Satzes</translation>
  </message>
  <message>
   <source>learning rate α (1/step)</source>
   <translation>Lernrate α (1/Schritt)</translation>
  </message>
  <message>
   <source>lines: {smoothing}</source>
   <translation>Linien: {smoothing}</translation>
  </message>
  <message>
   <source>log x</source>
   <translation>log x</translation>
  </message>
  <message>
   <source>log y</source>
   <translation>log y</translation>
  </message>
  <message>
   <source>loss difference: {what}</source>
   <translation>Loss-Differenz: {what}</translation>
  </message>
  <message>
   <source>matching loss (ratio)</source>
   <translation>Matching Loss (Verhältnis)</translation>
  </message>
  <message>
   <source>mean and spread over {count} seeds; each: {protocol}</source>
   <translation>Mittel und Streuung über {count} Seeds; je: {protocol}</translation>
  </message>
  <message>
   <source>mean of the last {mean_of}</source>
   <translation>Mittel der letzten {mean_of}</translation>
  </message>
  <message>
   <source>mean of {n}</source>
   <translation>Mittel von {n}</translation>
  </message>
  <message>
   <source>median of {n} points</source>
   <translation>Median von {n} Punkten</translation>
  </message>
  <message>
   <source>memory</source>
   <translation>Speicher</translation>
  </message>
  <message>
   <source>memory fault</source>
   <translation>Speicherfehler</translation>
  </message>
  <message>
   <source>memory {need} of {free} free</source>
   <translation>Speicher {need} von {free} frei</translation>
  </message>
  <message>
   <source>methods, of mtt, ftd and robust</source>
   <translation>Methoden, aus mtt, ftd und robust</translation>
  </message>
  <message>
   <source>metric</source>
   <translation>Metrik</translation>
  </message>
  <message>
   <source>metric {n}</source>
   <translation>Metrik {n}</translation>
  </message>
  <message>
   <source>minutes</source>
   <translation>Minuten</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <source>nearest real image</source>
   <translation>nächstes echtes Bild</translation>
  </message>
  <message>
   <source>network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <source>network {number} of {all} on {set}</source>
   <translation>Netz {number} von {all} auf {set}</translation>
  </message>
  <message>
   <source>networks</source>
   <translation>Netze</translation>
  </message>
  <message>
   <source>networks and stretches</source>
   <translation>Netze und Stücke</translation>
  </message>
  <message>
   <source>no engine</source>
   <translation>keine Engine</translation>
  </message>
  <message>
   <source>no exit code</source>
   <translation>kein Exit-Code</translation>
  </message>
  <message>
   <source>no figures</source>
   <translation>keine Zahlen</translation>
  </message>
  <message>
   <source>no flag</source>
   <translation>kein Flag</translation>
  </message>
  <message>
   <source>no setting here</source>
   <translation>hier keine Einstellung</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>none stored</source>
   <translation>keiner gespeichert</translation>
  </message>
  <message>
   <source>normalised {values}</source>
   <translation>normalisiert {values}</translation>
  </message>
  <message>
   <source>not a number</source>
   <translation>keine Zahl</translation>
  </message>
  <message>
   <source>not taken over</source>
   <translation>nicht übernommen</translation>
  </message>
  <message numerus="yes">
   <source>of {n} epochs</source>
   <translation>
    <numerusform>mit {n} Epoche</numerusform>
    <numerusform>mit {n} Epochen</numerusform>
   </translation>
  </message>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>official code</source>
   <translation>offizieller Code</translation>
  </message>
  <message>
   <source>official code, as MTT</source>
   <translation>offizieller Code, wie MTT</translation>
  </message>
  <message>
   <source>on</source>
   <translation>an</translation>
  </message>
  <message>
   <source>one of {names}</source>
   <translation>eines von {names}</translation>
  </message>
  <message>
   <source>optional: what it is for</source>
   <translation>freiwillig: wozu sie dient</translation>
  </message>
  <message>
   <source>own rule</source>
   <translation>eigene Regel</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>angehalten</translation>
  </message>
  <message>
   <source>pinned</source>
   <translation>angeheftet</translation>
  </message>
  <message>
   <source>pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>point at an image to read its pixels</source>
   <translation>auf ein Bild zeigen, um seine Pixel zu lesen</translation>
  </message>
  <message>
   <source>published</source>
   <translation>veröffentlicht</translation>
  </message>
  <message>
   <source>published: {accuracy} ({source})</source>
   <translation>veröffentlicht: {accuracy} ({source})</translation>
  </message>
  <message>
   <source>pyqtgraph</source>
   <translation>pyqtgraph</translation>
  </message>
  <message>
   <source>radii ρ of sharpness-aware minimisation</source>
   <translation>Radien ρ der schärfebewussten Minimierung</translation>
  </message>
  <message>
   <source>radii ρ of the teachers, or RADIUS:WEIGHT</source>
   <translation>Radien ρ der Lehrer, oder RADIUS:GEWICHT</translation>
  </message>
  <message>
   <source>random real images</source>
   <translation>zufällige echte Bilder</translation>
  </message>
  <message>
   <source>rates among which random real images may choose</source>
   <translation>Raten, unter denen zufällige echte Bilder wählen dürfen</translation>
  </message>
  <message>
   <source>ratio</source>
   <translation>Verhältnis</translation>
  </message>
  <message>
   <source>raw</source>
   <translation>roh</translation>
  </message>
  <message>
   <source>raw, final</source>
   <translation>roh, endgültig</translation>
  </message>
  <message>
   <source>real images</source>
   <translation>echten Bildern</translation>
  </message>
  <message>
   <source>real: random real images of each class. noise: standard normal pixels.</source>
   <translation>real: zufällige echte Bilder jeder Klasse. noise: standardnormalverteilte Pixel.</translation>
  </message>
  <message>
   <source>red</source>
   <translation>rot</translation>
  </message>
  <message>
   <source>reference</source>
   <translation>Referenz</translation>
  </message>
  <message>
   <source>reference {values}</source>
   <translation>Referenz {values}</translation>
  </message>
  <message>
   <source>relu in the paper.</source>
   <translation>relu in der Arbeit.</translation>
  </message>
  <message>
   <source>res_DC_….pt as DC, DSA and DM write it and DC-Bench reads it.</source>
   <translation>res_DC_….pt, wie DC, DSA und DM es schreiben und DC-Bench es liest.</translation>
  </message>
  <message>
   <source>restart from epoch {epoch}</source>
   <translation>Neustart ab Epoche {epoch}</translation>
  </message>
  <message>
   <source>running</source>
   <translation>läuft</translation>
  </message>
  <message>
   <source>runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <source>seed {seed}</source>
   <translation>Seed {seed}</translation>
  </message>
  <message>
   <source>share of pixels (%)</source>
   <translation>Anteil der Pixel (%)</translation>
  </message>
  <message>
   <source>shown range</source>
   <translation>gezeigter Bereich</translation>
  </message>
  <message>
   <source>shown range, {share} % beyond</source>
   <translation>gezeigter Bereich, {share} % außerhalb</translation>
  </message>
  <message>
   <source>side by side</source>
   <translation>nebeneinander</translation>
  </message>
  <message>
   <source>signal {name}</source>
   <translation>Signal {name}</translation>
  </message>
  <message>
   <source>signal {name} ({meaning})</source>
   <translation>Signal {name} ({meaning})</translation>
  </message>
  <message>
   <source>skipped step</source>
   <translation>ausgelassener Schritt</translation>
  </message>
  <message>
   <source>start epochs</source>
   <translation>Startepochen</translation>
  </message>
  <message>
   <source>steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>stopped early</source>
   <translation>früh gestoppt</translation>
  </message>
  <message>
   <source>stopping</source>
   <translation>stoppt</translation>
  </message>
  <message>
   <source>synthetic learning rate {rate}</source>
   <translation>synthetische Lernrate {rate}</translation>
  </message>
  <message>
   <source>synthetic learning rate α</source>
   <translation>synthetische Lernrate α</translation>
  </message>
  <message>
   <source>teacher</source>
   <translation>Lehrer</translation>
  </message>
  <message>
   <source>teacher at epoch {epoch}</source>
   <translation>Lehrer in Epoche {epoch}</translation>
  </message>
  <message>
   <source>teacher {number}</source>
   <translation>Lehrer {number}</translation>
  </message>
  <message>
   <source>teacher {number} of {all}, epoch {epoch} of {epochs}</source>
   <translation>Lehrer {number} von {all}, Epoche {epoch} von {epochs}</translation>
  </message>
  <message>
   <source>teacher's test loss (right axis)</source>
   <translation>Test-Loss des Lehrers (rechte Achse)</translation>
  </message>
  <message>
   <source>teachers</source>
   <translation>Lehrer</translation>
  </message>
  <message>
   <source>terminated from outside</source>
   <translation>von außen beendet</translation>
  </message>
  <message>
   <source>test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>test accuracy {percent} %</source>
   <translation>Testgenauigkeit {percent} %</translation>
  </message>
  <message>
   <source>test images</source>
   <translation>Testbildern</translation>
  </message>
  <message numerus="yes">
   <source>tested on {n} fresh networks</source>
   <translation>
    <numerusform>getestet auf {n} frischem Netz</numerusform>
    <numerusform>getestet auf {n} frischen Netzen</numerusform>
   </translation>
  </message>
  <message>
   <source>text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>the .npz or .pt file</source>
   <translation>die .npz- oder .pt-Datei</translation>
  </message>
  <message>
   <source>the field's rule for ImageNet subsets</source>
   <translation>die Regel des Fachs für ImageNet-Teilmengen</translation>
  </message>
  <message>
   <source>the folder of your images</source>
   <translation>den Ordner der Bilder</translation>
  </message>
  <message>
   <source>the last, not chosen</source>
   <translation>der letzte, nicht gewählt</translation>
  </message>
  <message>
   <source>the processor does not know an instruction</source>
   <translation>der Prozessor kennt einen Befehl nicht</translation>
  </message>
  <message>
   <source>the program aborted itself, as after a failed check in a library</source>
   <translation>das Programm brach sich selbst ab, wie nach einer gescheiterten Prüfung in einer Bibliothek</translation>
  </message>
  <message>
   <source>the settings in Configure</source>
   <translation>die Einstellungen unter „Einrichten“</translation>
  </message>
  <message>
   <source>the synthetic set</source>
   <translation>dem synthetischen Satz</translation>
  </message>
  <message>
   <source>the usual places</source>
   <translation>die üblichen Orte</translation>
  </message>
  <message>
   <source>this run</source>
   <translation>dieser Lauf</translation>
  </message>
  <message>
   <source>this set</source>
   <translation>dieser Satz</translation>
  </message>
  <message>
   <source>threads</source>
   <translation>Threads</translation>
  </message>
  <message>
   <source>train</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>training images of the same class, nearest in colour</source>
   <translation>Trainingsbilder derselben Klasse mit den nächsten Farben</translation>
  </message>
  <message>
   <source>true or false</source>
   <translation>wahr oder falsch</translation>
  </message>
  <message>
   <source>under way</source>
   <translation>unterwegs</translation>
  </message>
  <message>
   <source>unfinished</source>
   <translation>unfertig</translation>
  </message>
  <message>
   <source>value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>wartet</translation>
  </message>
  <message>
   <source>waits</source>
   <translation>wartet</translation>
  </message>
  <message>
   <source>warn</source>
   <translation>Warn.</translation>
  </message>
  <message>
   <source>weight</source>
   <translation>Gewicht</translation>
  </message>
  <message>
   <source>weight norm</source>
   <translation>Gewichtsnorm</translation>
  </message>
  <message>
   <source>wipe</source>
   <translation>wischen</translation>
  </message>
  <message>
   <source>you asked for it.</source>
   <translation>so gewünscht.</translation>
  </message>
  <message>
   <source>your own images</source>
   <translation>eigene Bilder</translation>
  </message>
  <message>
   <source>{accuracy}, {points} points above random real images</source>
   <translation>{accuracy}, {points} Punkte über zufälligen echten Bildern</translation>
  </message>
  <message>
   <source>{accuracy}, {points} points below random real images</source>
   <translation>{accuracy}, {points} Punkte unter zufälligen echten Bildern</translation>
  </message>
  <message>
   <source>{clock}, in {time}</source>
   <translation>{clock}, in {time}</translation>
  </message>
  <message>
   <source>{count} are kept at most; remove one first.</source>
   <translation>Höchstens {count} werden behalten; erst einen entfernen.</translation>
  </message>
  <message>
   <source>{count} channels</source>
   <translation>{count} Kanäle</translation>
  </message>
  <message>
   <source>{count} classes</source>
   <translation>{count} Klassen</translation>
  </message>
  <message>
   <source>{count} files were exported, {size}.</source>
   <translation>{count} Dateien wurden exportiert, {size}.</translation>
  </message>
  <message numerus="yes">
   <source>{count} images of {channels}×{height}×{width}</source>
   <translation>
    <numerusform>{count} Bild zu {channels}×{height}×{width}</numerusform>
    <numerusform>{count} Bilder zu {channels}×{height}×{width}</numerusform>
   </translation>
  </message>
  <message>
   <source>{count} more of unknown length</source>
   <translation>{count} weitere von unbekannter Länge</translation>
  </message>
  <message>
   <source>{count} of at most {most_runs} runs ticked</source>
   <translation>{count} von höchstens {most_runs} Läufen angekreuzt</translation>
  </message>
  <message>
   <source>{count} of {whole} images</source>
   <translation>{count} von {whole} Bildern</translation>
  </message>
  <message>
   <source>{count} test images</source>
   <translation>{count} Testbilder</translation>
  </message>
  <message>
   <source>{count} training images</source>
   <translation>{count} Trainingsbilder</translation>
  </message>
  <message>
   <source>{count} unread notifications</source>
   <translation>{count} ungelesene Meldungen</translation>
  </message>
  <message>
   <source>{doing}: failed</source>
   <translation>{doing}: gescheitert</translation>
  </message>
  <message>
   <source>{doing}: interrupted</source>
   <translation>{doing}: unterbrochen</translation>
  </message>
  <message>
   <source>{doing}: paused</source>
   <translation>{doing}: angehalten</translation>
  </message>
  <message>
   <source>{doing}: stopped</source>
   <translation>{doing}: gestoppt</translation>
  </message>
  <message>
   <source>{doing}: stopping after this step</source>
   <translation>{doing}: stoppt nach diesem Schritt</translation>
  </message>
  <message>
   <source>{doing}: the engine is gone</source>
   <translation>{doing}: die Engine ist weg</translation>
  </message>
  <message>
   <source>{files} files, {size}</source>
   <translation>{files} Dateien, {size}</translation>
  </message>
  <message>
   <source>{folder}, not made yet</source>
   <translation>{folder}, noch nicht angelegt</translation>
  </message>
  <message>
   <source>{free} are free for runs and teachers.</source>
   <translation>{free} sind frei für Läufe und Lehrer.</translation>
  </message>
  <message>
   <source>{free} are free.</source>
   <translation>{free} sind frei.</translation>
  </message>
  <message>
   <source>{gain} over random real images of the same number</source>
   <translation>{gain} über ebenso vielen zufälligen echten Bildern</translation>
  </message>
  <message>
   <source>{host} answered with more than {size} MiB, which is no description of a program, so it was not read. Look at the address below.</source>
   <translation>{host} hat mit mehr als {size} MiB geantwortet, was keine Beschreibung eines Programms ist und darum nicht gelesen wurde. Die Adresse unten prüfen.</translation>
  </message>
  <message>
   <source>{host} answered with the code {code} instead of a version. Ask again later.</source>
   <translation>{host} hat mit dem Code {code} statt mit einer Version geantwortet. Später noch einmal fragen.</translation>
  </message>
  <message>
   <source>{host} could not be reached: {reason}. Ask again when there is a network.</source>
   <translation>{host} ist nicht erreichbar: {reason}. Noch einmal fragen, wenn ein Netz da ist.</translation>
  </message>
  <message>
   <source>{host} did not answer within {seconds} seconds. Ask again later.</source>
   <translation>{host} hat nicht innerhalb von {seconds} Sekunden geantwortet. Später noch einmal fragen.</translation>
  </message>
  <message>
   <source>{host} knows no program at this address (404). Look at the address below.</source>
   <translation>{host} kennt unter dieser Adresse kein Programm (404). Die Adresse unten prüfen.</translation>
  </message>
  <message>
   <source>{host} lists no finished version of the program. Ask again later.</source>
   <translation>{host} führt keine fertige Version des Programms. Später noch einmal fragen.</translation>
  </message>
  <message>
   <source>{host} sent the request on to {other}, which is not followed: only the index itself is asked. Look at the address below.</source>
   <translation>{host} hat die Anfrage an {other} weitergeleitet. Dem wird nicht gefolgt: Gefragt wird allein das Verzeichnis. Die Adresse unten prüfen.</translation>
  </message>
  <message>
   <source>{keys} begins the keys of {count} commands, such as “{command}”, which would be without them.</source>
   <translation>Mit {keys} beginnen die Tasten von {count} Kommandos, etwa von „{command}“, die dann ohne wären.</translation>
  </message>
  <message>
   <source>{keys} is in use for “{command}”, which would be without it.</source>
   <translation>{keys} gehört zu „{command}“, das dann ohne wäre.</translation>
  </message>
  <message>
   <source>{keys} is kept for “{command}” and cannot be taken; press others.</source>
   <translation>{keys} bleibt für „{command}“ und kann nicht vergeben werden; andere drücken.</translation>
  </message>
  <message>
   <source>{low} to {high}</source>
   <translation>{low} bis {high}</translation>
  </message>
  <message>
   <source>{most} runs are compared already, and no more can be told apart. Untick one of them first.</source>
   <translation>{most} Läufe werden schon verglichen, und mehr lassen sich nicht unterscheiden. Erst einen davon abwählen.</translation>
  </message>
  <message>
   <source>{names} and {last}</source>
   <translation>{names} und {last}</translation>
  </message>
  <message>
   <source>{names} and {n} more</source>
   <translation>{names} und {n} weitere</translation>
  </message>
  <message numerus="yes">
   <source>{names} are already there.</source>
   <translation>
    <numerusform>{names} ist schon da.</numerusform>
    <numerusform>{names} sind schon da.</numerusform>
   </translation>
  </message>
  <message>
   <source>{names} ended in the middle of a record, as a log does while it is written; all before it was read.</source>
   <translation>{names} endete mitten in einem Eintrag, wie es ein Protokoll tut, während es geschrieben wird; alles davor wurde gelesen.</translation>
  </message>
  <message>
   <source>{name} ({package}, missing)</source>
   <translation>{name} ({package}, fehlt)</translation>
  </message>
  <message>
   <source>{name} cannot be read and cannot be kept aside ({reason}): move it away and open the window again; until then this queue is gone when the window closes.</source>
   <translation>{name} lässt sich weder lesen noch beiseitelegen ({reason}): Die Datei wegräumen und das Fenster neu öffnen; bis dahin ist diese Warteschlange weg, sobald das Fenster schließt.</translation>
  </message>
  <message>
   <source>{name} could not be read as a queue and is kept as {aside}.</source>
   <translation>{name} ließ sich nicht als Warteschlange lesen und heißt nun {aside}.</translation>
  </message>
  <message>
   <source>{name} is damaged at byte {place} of {size}; nothing behind it was read.</source>
   <translation>{name} ist bei Byte {place} von {size} beschädigt; nichts dahinter wurde gelesen.</translation>
  </message>
  <message>
   <source>{name} is no run, holds no published data set that is known here, no folder of images per class, and no TensorBoard log.</source>
   <translation>{name} ist kein Lauf, enthält keinen veröffentlichten Datensatz, der hier bekannt ist, keinen Bilderordner je Klasse und kein TensorBoard-Protokoll.</translation>
  </message>
  <message>
   <source>{name} is nothing that can be opened here: settings are .toml files, sets are .pt, .npz or .safetensors files, runs and images are folders.</source>
   <translation>{name} lässt sich hier nicht öffnen: Einstellungen sind .toml-Dateien, Sätze sind .pt-, .npz- oder .safetensors-Dateien, Läufe und Bilder sind Ordner.</translation>
  </message>
  <message>
   <source>{name} is of version {theirs}, this program knows version {ours}: update FTD Studio, or move the file away; until then it stays as it is, and this queue is kept in {own}.</source>
   <translation>{name} ist von Version {theirs}, dieses Programm kennt Version {ours}: FTD Studio aktualisieren oder die Datei wegräumen; bis dahin bleibt sie, wie sie ist, und diese Warteschlange liegt in {own}.</translation>
  </message>
  <message>
   <source>{name} is one image. Drop the folder that holds a folder of images for each class.</source>
   <translation>{name} ist ein einzelnes Bild. Den Ordner ablegen, der für jede Klasse einen Ordner mit Bildern enthält.</translation>
  </message>
  <message>
   <source>{name} is saved.</source>
   <translation>{name} ist gespeichert.</translation>
  </message>
  <message>
   <source>{name} is there: networks on the CPU run in compiled loops.</source>
   <translation>{name} ist da: Netze auf der CPU laufen in kompilierten Schleifen.</translation>
  </message>
  <message>
   <source>{name} of {package}, a plug-in ({kind}), is not installed here.</source>
   <translation>{name} von {package}, eine Erweiterung ({kind}), ist hier nicht installiert.</translation>
  </message>
  <message numerus="yes">
   <source>{name}, mean of {count} seeds</source>
   <translation>
    <numerusform>{name}, Mittel über {count} Seed</numerusform>
    <numerusform>{name}, Mittel über {count} Seeds</numerusform>
   </translation>
  </message>
  <message>
   <source>{name}, not used yet</source>
   <translation>{name}, noch nicht verwendet</translation>
  </message>
  <message>
   <source>{name}, paper</source>
   <translation>{name}, Arbeit</translation>
  </message>
  <message>
   <source>{name}: busy, memory in use, temperature.</source>
   <translation>{name}: Auslastung, belegter Speicher, Temperatur.</translation>
  </message>
  <message>
   <source>{name}: {count} images</source>
   <translation>{name}: {count} Bilder</translation>
  </message>
  <message>
   <source>{need} of {free} free for the run</source>
   <translation>{need} von {free} frei für den Lauf</translation>
  </message>
  <message>
   <source>{network}, width {width}</source>
   <translation>{network}, Breite {width}</translation>
  </message>
  <message>
   <source>{number} points</source>
   <translation>{number} Punkte</translation>
  </message>
  <message>
   <source>{n} damaged records were left out.</source>
   <translation>{n} beschädigte Einträge wurden ausgelassen.</translation>
  </message>
  <message>
   <source>{n} days</source>
   <translation>{n} Tage</translation>
  </message>
  <message numerus="yes">
   <source>{n} earlier lines are not shown; the whole log lies in {file} ({how}).</source>
   <translation>
    <numerusform>{n} frühere Zeile wird nicht gezeigt; das ganze Protokoll liegt in {file} ({how}).</numerusform>
    <numerusform>{n} frühere Zeilen werden nicht gezeigt; das ganze Protokoll liegt in {file} ({how}).</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} entries of {name} were left out: {reasons} The whole file is kept as {copy}.</source>
   <translation>
    <numerusform>{n} Eintrag von {name} wurde ausgelassen: {reasons} Die ganze Datei liegt nun auch in {copy}.</numerusform>
    <numerusform>{n} Einträge von {name} wurden ausgelassen: {reasons} Die ganze Datei liegt nun auch in {copy}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} files</source>
   <translation>
    <numerusform>{n} Datei</numerusform>
    <numerusform>{n} Dateien</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} images</source>
   <translation>
    <numerusform>{n} Bild</numerusform>
    <numerusform>{n} Bilder</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} images per class</source>
   <translation>
    <numerusform>{n} Bild je Klasse</numerusform>
    <numerusform>{n} Bilder je Klasse</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} iterations</source>
   <translation>
    <numerusform>{n} Iteration</numerusform>
    <numerusform>{n} Iterationen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} lines of {path} could not be read and were left out (the last: {problem}); curves may miss points.</source>
   <translation>
    <numerusform>{n} Zeile von {path} war nicht lesbar und wurde ausgelassen ({problem}); Kurven können Punkte vermissen.</numerusform>
    <numerusform>{n} Zeilen von {path} waren nicht lesbar und wurden ausgelassen (die letzte: {problem}); Kurven können Punkte vermissen.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} networks on {set}</source>
   <translation>{n} Netze auf {set}</translation>
  </message>
  <message numerus="yes">
   <source>{n} notes</source>
   <translation>
    <numerusform>{n} Anmerkung</numerusform>
    <numerusform>{n} Anmerkungen</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} of {all} stored</source>
   <translation>{n} von {all} gespeicherten</translation>
  </message>
  <message>
   <source>{n} of {all} stored sets, {seconds} s,
{width} × {height} pixels</source>
   <translation>{n} von {all} gespeicherten Sätzen, {seconds} s,
{width} × {height} Pixel</translation>
  </message>
  <message numerus="yes">
   <source>{n} of {all} teachers lie on the shelf, if the images are the same.</source>
   <translation>
    <numerusform>{n} von {all} Lehrern liegt in der Ablage, wenn die Bilder dieselben sind.</numerusform>
    <numerusform>{n} von {all} Lehrern liegen in der Ablage, wenn die Bilder dieselben sind.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} of {all} teachers lie on the shelf.</source>
   <translation>
    <numerusform>{n} von {all} Lehrern liegt in der Ablage.</numerusform>
    <numerusform>{n} von {all} Lehrern liegen in der Ablage.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} of {all} {unit}</source>
   <translation>{n} / {all} {unit}</translation>
  </message>
  <message numerus="yes">
   <source>{n} parts</source>
   <translation>
    <numerusform>{n} Teil</numerusform>
    <numerusform>{n} Teile</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} parts failed</source>
   <translation>{n} Teile sind gescheitert</translation>
  </message>
  <message numerus="yes">
   <source>{n} points that are not finite are not shown</source>
   <translation>
    <numerusform>{n} nicht endlicher Punkt nicht gezeigt</numerusform>
    <numerusform>{n} nicht endliche Punkte nicht gezeigt</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} points were written again later, as after a restart; the later ones count.</source>
   <translation>{n} Punkte wurden später noch einmal geschrieben, wie nach einem Neustart; die späteren zählen.</translation>
  </message>
  <message numerus="yes">
   <source>{n} points ≤ 0 not shown</source>
   <translation>
    <numerusform>{n} Punkt ≤ 0 nicht gezeigt</numerusform>
    <numerusform>{n} Punkte ≤ 0 nicht gezeigt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} runs</source>
   <translation>
    <numerusform>{n} Lauf</numerusform>
    <numerusform>{n} Läufe</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} runs wait in the queue, which is kept until the next start.</source>
   <translation>
    <numerusform>{n} Lauf wartet in der Warteschlange, die bis zum nächsten Start erhalten bleibt.</numerusform>
    <numerusform>{n} Läufe warten in der Warteschlange, die bis zum nächsten Start erhalten bleibt.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} sets a second</source>
   <translation>{n} Sätze je Sekunde</translation>
  </message>
  <message numerus="yes">
   <source>{n} settings differ from “{preset}”: {names}.</source>
   <translation>
    <numerusform>{n} Einstellung weicht von „{preset}“ ab: {names}.</numerusform>
    <numerusform>{n} Einstellungen weichen von „{preset}“ ab: {names}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} settings found</source>
   <translation>
    <numerusform>{n} Einstellung gefunden</numerusform>
    <numerusform>{n} Einstellungen gefunden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} settings need attention: {names}.</source>
   <translation>
    <numerusform>{n} Einstellung ist zu prüfen: {names}.</numerusform>
    <numerusform>{n} Einstellungen sind zu prüfen: {names}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} stored sets</source>
   <translation>
    <numerusform>{n} gespeicherter Satz</numerusform>
    <numerusform>{n} gespeicherte Sätze</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} stored sets of it can still be viewed and exported.</source>
   <translation>
    <numerusform>{n} gespeicherter Satz davon lässt sich noch ansehen und exportieren.</numerusform>
    <numerusform>{n} gespeicherte Sätze davon lassen sich noch ansehen und exportieren.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} tags, of which {known} are known by their names.</source>
   <translation>
    <numerusform>{n} Tag, davon {known} am Namen bekannt.</numerusform>
    <numerusform>{n} Tags, davon {known} am Namen bekannt.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} teachers</source>
   <translation>
    <numerusform>{n} Lehrer</numerusform>
    <numerusform>{n} Lehrer</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} teachers do not fill one file of {size}, so that all would be dropped.</source>
   <translation>{n} Lehrer füllen keine Datei von {size}, sodass alle weggelassen würden.</translation>
  </message>
  <message>
   <source>{n} things were dropped at once; drop them one by one.</source>
   <translation>{n} Dinge wurden auf einmal abgelegt; sie einzeln ablegen.</translation>
  </message>
  <message numerus="yes">
   <source>{n} words cannot be taken over</source>
   <translation>
    <numerusform>{n} Wort lässt sich nicht übernehmen</numerusform>
    <numerusform>{n} Wörter lassen sich nicht übernehmen</numerusform>
   </translation>
  </message>
  <message>
   <source>{parts} left of {all}, {runs}; {there} of {teachers} teachers are there; {time}.</source>
   <translation>Noch {parts} von {all}, {runs}; {there} von {teachers} Lehrern sind da; {time}.</translation>
  </message>
  <message>
   <source>{part} of {whole}</source>
   <translation>{part} von {whole}</translation>
  </message>
  <message>
   <source>{path} belongs to {owner}. Stop that one first.</source>
   <translation>{path} gehört {owner}. Erst dort stoppen.</translation>
  </message>
  <message>
   <source>{path} can only be read. Resume the run where it was started.</source>
   <translation>{path} kann nur gelesen werden. Den Lauf dort fortsetzen, wo er gestartet wurde.</translation>
  </message>
  <message>
   <source>{path} cannot be reached ({reason}); it is looked for again.</source>
   <translation>{path} ist nicht erreichbar ({reason}); es wird wieder danach gesucht.</translation>
  </message>
  <message>
   <source>{path} cannot be read: {reason}.</source>
   <translation>{path} ist nicht lesbar: {reason}.</translation>
  </message>
  <message>
   <source>{path} cannot be read: {strerror}.</source>
   <translation>{path} ist nicht lesbar: {strerror}.</translation>
  </message>
  <message>
   <source>{path} cannot be written: {reason}.</source>
   <translation>{path} ist nicht beschreibbar: {reason}.</translation>
  </message>
  <message>
   <source>{path} cannot be written: {reason}. Check the folder's rights.</source>
   <translation>{path} ist nicht beschreibbar: {reason}. Die Rechte des Ordners prüfen.</translation>
  </message>
  <message>
   <source>{path} holds no curve: its event files are empty, or hold pictures and text only. Choose another log.</source>
   <translation>{path} enthält keine Kurve: Seine Ereignisdateien sind leer oder enthalten nur Bilder und Text. Ein anderes Protokoll wählen.</translation>
  </message>
  <message>
   <source>{path} holds no event file of TensorBoard, whose names have tfevents in them. Name the folder that they lie in.</source>
   <translation>{path} enthält keine Ereignisdatei von TensorBoard, deren Namen tfevents enthalten. Den Ordner nennen, in dem sie liegen.</translation>
  </message>
  <message>
   <source>{path} holds {n} logs: {names}. Each is a run of its own; import them one by one.</source>
   <translation>{path} enthält {n} Protokolle: {names}. Jedes ist ein eigener Lauf; sie einzeln importieren.</translation>
  </message>
  <message>
   <source>{path} is a run itself. Choose the folder that it lies in.</source>
   <translation>{path} ist selbst ein Lauf. Wählen Sie den Ordner, in dem er liegt.</translation>
  </message>
  <message>
   <source>{path} is neither a file nor a folder.</source>
   <translation>{path} ist weder eine Datei noch ein Ordner.</translation>
  </message>
  <message>
   <source>{path} is no folder, or cannot be read.</source>
   <translation>{path} ist kein Ordner oder nicht lesbar.</translation>
  </message>
  <message>
   <source>{path} is not there. Name the folder of a TensorBoard log.</source>
   <translation>{path} ist nicht da. Den Ordner eines TensorBoard-Protokolls nennen.</translation>
  </message>
  <message>
   <source>{points} points of {curves} curves were imported.</source>
   <translation>{points} Punkte von {curves} Kurven wurden importiert.</translation>
  </message>
  <message>
   <source>{points} points, {percent} %</source>
   <translation>{points} Punkte, {percent} %</translation>
  </message>
  <message>
   <source>{program} could not be started; see the log of the window.</source>
   <translation>{program} ließ sich nicht starten; siehe das Protokoll des Fensters.</translation>
  </message>
  <message>
   <source>{rate}, as learned with the set</source>
   <translation>{rate}, wie mit dem Satz gelernt</translation>
  </message>
  <message>
   <source>{run}, raw</source>
   <translation>{run}, roh</translation>
  </message>
  <message>
   <source>{series} of the same iteration</source>
   <translation>{series} derselben Iteration</translation>
  </message>
  <message>
   <source>{series}, epoch {number}</source>
   <translation>{series}, Epoche {number}</translation>
  </message>
  <message>
   <source>{series}, teacher {number}</source>
   <translation>{series}, Lehrer {number}</translation>
  </message>
  <message>
   <source>{setting} is {value}.</source>
   <translation>{setting} ist {value}.</translation>
  </message>
  <message>
   <source>{set}. Rows: the true class; columns: what it was taken for.</source>
   <translation>{set}. Zeilen: die wahre Klasse; Spalten: wofür sie gehalten wurde.</translation>
  </message>
  <message>
   <source>{shown} of {total} images</source>
   <translation>{shown} von {total} Bildern</translation>
  </message>
  <message>
   <source>{side} of the layout, whose letters are as large as in the window: a smaller one has larger letters beside its curves.</source>
   <translation>{side} der Vorlage, deren Buchstaben so groß sind wie im Fenster: Eine kleinere hat größere Buchstaben neben ihren Kurven.</translation>
  </message>
  <message>
   <source>{size} of GPU memory</source>
   <translation>{size} GPU-Speicher</translation>
  </message>
  <message>
   <source>{size} of disk</source>
   <translation>{size} Platte</translation>
  </message>
  <message>
   <source>{size} of memory</source>
   <translation>{size} Speicher</translation>
  </message>
  <message>
   <source>{size}; at most {most} are allowed, lower the scale</source>
   <translation>{size}; höchstens {most} sind erlaubt, den Maßstab senken</translation>
  </message>
  <message>
   <source>{tag} goes from {low} to {high}, which is no accuracy: allowed are fractions, 0 to 1, and percent, 0 to 100. Take it for another series, or leave it out.</source>
   <translation>{tag} geht von {low} bis {high}, was keine Genauigkeit ist: erlaubt sind Anteile, 0 bis 1, und Prozent, 0 bis 100. Als andere Reihe nehmen oder auslassen.</translation>
  </message>
  <message>
   <source>{teachers} {epochs}, {iterations} {images}, {networks}.</source>
   <translation>{teachers} {epochs}, {iterations} {images}, {networks}.</translation>
  </message>
  <message>
   <source>{time} left</source>
   <translation>noch {time}</translation>
  </message>
  <message>
   <source>{time} left, until {clock}</source>
   <translation>noch {time}, bis {clock}</translation>
  </message>
  <message>
   <source>{title} plot</source>
   <translation>Diagramm: {title}</translation>
  </message>
  <message>
   <source>{train} train, {test} test</source>
   <translation>{train} Train, {test} Test</translation>
  </message>
  <message>
   <source>{true} taken for {other}: {n} of {all} images, {share} %</source>
   <translation>{true} gehalten für {other}: {n} von {all} Bildern, {share} %</translation>
  </message>
  <message>
   <source>{value} at {x}</source>
   <translation>{value} bei {x}</translation>
  </message>
  <message>
   <source>{value}, smoothed {smooth}</source>
   <translation>{value}, geglättet {smooth}</translation>
  </message>
  <message>
   <source>{value}; single networks: {values}</source>
   <translation>{value}; einzelne Netze: {values}</translation>
  </message>
  <message>
   <source>{weight} are deleted: settings, events, stored sets. Its teachers stay on the shelf.</source>
   <translation>Gelöscht werden {weight}: Einstellungen, Ereignisse, gespeicherte Sätze. Seine Lehrer bleiben in der Ablage.</translation>
  </message>
  <message>
   <source>{what}; {left} of {all} parts are left. Begun again in the same way, it goes on.</source>
   <translation>{what}; {left} von {all} Teilen bleiben. Ebenso noch einmal begonnen, geht sie weiter.</translation>
  </message>
  <message>
   <source>{width} × {height} pixels</source>
   <translation>{width} × {height} Pixel</translation>
  </message>
  <message>
   <source>{width} × {height} pixels,
{width_mm} × {height_mm} mm on paper</source>
   <translation>{width} × {height} Pixel,
{width_mm} × {height_mm} mm auf Papier</translation>
  </message>
  <message>
   <source>{y} over {x}: {names}</source>
   <translation>{y} über {x}: {names}</translation>
  </message>
  <message>
   <source>Δ best</source>
   <translation>Δ bester</translation>
  </message>
  <message>
   <source>Δ final</source>
   <translation>Δ endgültig</translation>
  </message>
  <message>
   <source>Δ last</source>
   <translation>Δ letzter</translation>
  </message>
  <message>
   <source>“{address}” is not asked: an index has an address that begins with https. Write another one below, or empty the field for the usual one.</source>
   <translation>„{address}“ wird nicht gefragt: Die Adresse eines Verzeichnisses beginnt mit https. Unten eine andere eintragen, oder das Feld für die übliche leeren.</translation>
  </message>
  <message>
   <source>“{first}” and “{second}” are both: {series}. Leave one of them out.</source>
   <translation>„{first}“ und „{second}“ sind beide: {series}. Einen davon auslassen.</translation>
  </message>
  <message>
   <source>“{name}” could not be started.</source>
   <translation>„{name}“ ließ sich nicht starten.</translation>
  </message>
  <message>
   <source>“{name}” failed</source>
   <translation>„{name}“ ist gescheitert</translation>
  </message>
  <message>
   <source>“{name}” failed.</source>
   <translation>„{name}“ ist gescheitert.</translation>
  </message>
  <message>
   <source>“{name}” failed. {message}</source>
   <translation>„{name}“ ist gescheitert. {message}</translation>
  </message>
  <message>
   <source>“{name}” is finished.</source>
   <translation>„{name}“ ist fertig.</translation>
  </message>
  <message>
   <source>“{name}” is finished: accuracy {accuracy}.</source>
   <translation>„{name}“ ist fertig: Genauigkeit {accuracy}.</translation>
  </message>
  <message>
   <source>“{name}” is under way in the background.</source>
   <translation>„{name}“ ist im Hintergrund unterwegs.</translation>
  </message>
  <message>
   <source>“{name}” is under way in this window. Stop it, or wait for its end.</source>
   <translation>„{name}“ ist in diesem Fenster unterwegs. Ihn stoppen oder sein Ende abwarten.</translation>
  </message>
  <message>
   <source>“{name}” lies in the trash.</source>
   <translation>„{name}“ liegt im Papierkorb.</translation>
  </message>
  <message>
   <source>“{name}” threw away the step of iteration {iteration}: {reason}</source>
   <translation>„{name}“ hat den Schritt von Iteration {iteration} verworfen: {reason}</translation>
  </message>
  <message>
   <source>“{name}” waits to go on</source>
   <translation>„{name}“ wartet auf die Fortsetzung</translation>
  </message>
  <message>
   <source>“{name}” was cut off</source>
   <translation>„{name}“ wurde abgeschnitten</translation>
  </message>
  <message>
   <source>“{name}” was cut off.</source>
   <translation>„{name}“ wurde abgeschnitten.</translation>
  </message>
  <message>
   <source>“{name}” was deleted.</source>
   <translation>„{name}“ wurde gelöscht.</translation>
  </message>
  <message>
   <source>“{name}” was interrupted.</source>
   <translation>„{name}“ wurde unterbrochen.</translation>
  </message>
  <message>
   <source>“{name}” was made by another version and does not fit; it was removed.</source>
   <translation>„{name}“ wurde von einer anderen Version gemacht und passt nicht; er wurde entfernt.</translation>
  </message>
  <message>
   <source>“{name}” was not removed as a whole.</source>
   <translation>„{name}“ wurde nicht ganz entfernt.</translation>
  </message>
  <message>
   <source>“{name}” was not removed.</source>
   <translation>„{name}“ wurde nicht entfernt.</translation>
  </message>
  <message>
   <source>“{name}” was stopped.</source>
   <translation>„{name}“ wurde gestoppt.</translation>
  </message>
  <message>
   <source>“{run}” is still under way.</source>
   <translation>„{run}“ ist noch unterwegs.</translation>
  </message>
  <message>
   <source>“{tag}” is a spread, but no tag is its curve. Leave it out.</source>
   <translation>„{tag}“ ist eine Streuung, aber kein Tag ist ihre Kurve. Auslassen.</translation>
  </message>
  <message>
   <source>■ Stopped</source>
   <translation>■ Gestoppt</translation>
  </message>
  <message>
   <source>▶ Running</source>
   <translation>▶ Läuft</translation>
  </message>
  <message>
   <source>○ Not begun</source>
   <translation>○ Nicht begonnen</translation>
  </message>
  <message>
   <source>✓ Done</source>
   <translation>✓ Fertig</translation>
  </message>
  <message>
   <source>✗ Cut off</source>
   <translation>✗ Abgeschnitten</translation>
  </message>
  <message>
   <source>✗ Failed</source>
   <translation>✗ Gescheitert</translation>
  </message>
 </context>
</TS>
